import type { Page } from '@playwright/test';
import { planned } from './board';
import { choose, nextAct, openJourney, signItem, tick, watchSending } from './crew';
import { dayIn, expect, expectAccessible, onPhone, type Place } from './people';

/** The operator works the lift on one phone, without network from the yard's gate to the end. */
export async function workTheLift(place: Place, office: Page, customer: string): Promise<void> {
  const operator = await onPhone(place, 'operator@asp.example');
  await openJourney(operator, customer);
  await nextAct(operator, /Step 1: Ready to go/, null);
  await tick(operator, /^Fuel/);
  await choose(operator, /^Tires/, 'Good');
  for (const item of [/^Lights work/, /^Brakes work/, /^Rigging and mats/, /^Machine papers/]) await tick(operator, item);
  await expectAccessible(operator);
  await operator.getByTestId('complete-step').click();
  await expect(operator.getByTestId('next-action')).toHaveText('Depart');
  await expect(operator.getByTestId('unsent')).toBeHidden();

  await office.goto(`/dispatch?date=${dayIn(place.zone)}`);
  await planned(office, customer).click();
  const drawer = office.getByRole('dialog', { name: 'journey' });
  await drawer.getByRole('button', { name: 'Approve' }).click();
  await expect(drawer.getByText('Approved')).toBeVisible();

  const sending = watchSending(operator);
  await operator.getByRole('button', { name: 'Look again for the approval' }).click();
  await expect(operator.getByRole('button', { name: 'Look again for the approval' })).toBeHidden();
  await operator.context().setOffline(true);
  await expect(operator.getByText('Offline')).toBeVisible();
  await nextAct(operator, /^Depart/, /^Arrived at site/);
  await nextAct(operator, /^Arrived at site/, /Step 2: On site and set up/);
  await operator.getByTestId('photo').setInputFiles('src/crew/icons/icon-192.png');
  await nextAct(operator, /Step 2: On site and set up/, null);
  for (const item of [/^Site contact met/, /^Ground checked/, /^Outriggers/, /^Distance to power lines/]) await tick(operator, item);
  await operator.getByTestId('complete-step').click();
  await nextAct(operator, /Step 3: Lift/, null);
  for (const item of [/^Protective gear/, /^Site clear/, /^Hazards marked/, /^Emergency contact/, /^Machine checked/, /^Signals and radio/, /^Signaller/, /^Wind at the hook/]) await tick(operator, item);
  await signItem(operator, 'Customer signs');
  await expectAccessible(operator);
  await operator.getByTestId('complete-step').click();
  await nextAct(operator, /Step 4: Back to dispatcher/, null);
  await tick(operator, /^Fuel/);
  await choose(operator, /^Condition of the vehicle/, 'Good');
  await operator.getByTestId('complete-step').click();
  await nextAct(operator, /^Complete journey/, null);
  await operator.getByRole('dialog').getByRole('button', { name: 'Complete journey' }).click();
  await expect(operator.getByText('Journey finished')).toBeVisible();
  expect(sending.applied).toEqual([]);

  await operator.context().setOffline(false);
  await expect(operator.getByTestId('unsent')).toBeHidden();
  await expect(drawer.getByText('Completed').first()).toBeVisible();
  expect(sending.refused).toEqual([]);
  expect(new Set(sending.applied.map((one) => one.client_id)).size).toBe(sending.applied.length);
  await expect(drawer.getByText('4/4')).toBeVisible();
  await operator.context().close();
}
