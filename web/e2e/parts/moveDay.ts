import type { Page } from '@playwright/test';
import { planned } from './board';
import { choose, nextAct, openJourney, signItem, tick, watchSending } from './crew';
import { dayIn, expect, expectAccessible, onPhone, type Place } from './people';

/**
 * Driver and mover work the customer's journey: the vehicle's check together, the rest on the driver's phone without
 * network. The office approves the check and sees the end. Every operation reaches the server once.
 */
export async function workTheMove(place: Place, office: Page, customer: string): Promise<void> {
  const driver = await onPhone(place, 'driver@lgm.example');
  const mover = await onPhone(place, 'mover@lgm.example');
  await expectAccessible(driver);
  await openJourney(driver, customer);
  await expectAccessible(driver);
  await nextAct(driver, /Step 1: Ready to go/, null);
  await tick(driver, /^Fuel/);
  await choose(driver, /^Tires/, 'Good');
  await tick(driver, /^Lights work/);
  await tick(driver, /^Brakes work/);
  await driver.getByTestId('photo').setInputFiles('src/crew/icons/icon-512.png');
  await expectAccessible(driver);
  await openJourney(mover, customer);
  await nextAct(mover, /Step 1: Ready to go/, null);
  for (const item of [/^Packing materials/, /^Protective gear/, /^Tools/, /^Safety equipment/]) await tick(mover, item);
  await expect(mover.getByTestId('unsent')).toBeHidden();
  await mover.context().close();

  await driver.getByRole('button', { name: 'Menu' }).click();
  await expectAccessible(driver);
  await driver.getByRole('button', { name: 'Fetch the day anew' }).click();
  await driver.getByRole('button', { name: 'Steps' }).click();
  await expectAccessible(driver);
  await driver.getByRole('button', { name: /Ready to go/ }).click();
  await driver.getByTestId('complete-step').click();
  await expect(driver.getByTestId('next-action')).toHaveText('Depart');
  await expect(driver.getByTestId('unsent')).toBeHidden();

  await office.goto(`/dispatch?date=${dayIn(place.zone)}`);
  await planned(office, customer).click();
  const drawer = office.getByRole('dialog', { name: 'journey' });
  await drawer.getByRole('button', { name: 'Approve' }).click();
  await expect(drawer.getByText('Approved')).toBeVisible();
  await expectAccessible(office);

  const sending = watchSending(driver);
  await driver.getByRole('button', { name: 'Look again for the approval' }).click();
  await expect(driver.getByRole('button', { name: 'Look again for the approval' })).toBeHidden();
  await nextAct(driver, /^Depart/, /^Arrived at pick-up/);
  await expect(driver.getByTestId('unsent')).toBeHidden();
  await expect(drawer.getByText('En route')).toBeVisible();
  const sent = sending.applied.length;

  await driver.context().setOffline(true);
  await expect(driver.getByText('Offline')).toBeVisible();
  await nextAct(driver, /^Arrived at pick-up/, /Step 2: Points A/);
  await nextAct(driver, /Step 2: Points A/, null);
  await tick(driver, /^Customer met/);
  await signItem(driver, 'Customer signs');
  await tick(driver, /^Items loaded/);
  await choose(driver, /^Condition of the goods/, 'Good');
  await expectAccessible(driver);
  await driver.getByTestId('complete-step').click();
  await nextAct(driver, /^Leave for delivery/, /^Arrived at delivery/);
  // The phone may be put away meanwhile.
  await driver.reload();
  await nextAct(driver, /^Arrived at delivery/, /Step 3: New location/);
  await driver.getByTestId('photo').setInputFiles('src/crew/icons/icon-192.png');
  await nextAct(driver, /Step 3: New location/, null);
  await tick(driver, /satisfaction/);
  await signItem(driver, 'Customer signs');
  await tick(driver, /^Items unloaded/);
  await driver.getByTestId('complete-step').click();
  await nextAct(driver, /Step 4: Back to dispatcher/, null);
  await tick(driver, /^Fuel/);
  await choose(driver, /^Condition of the vehicle/, 'Good');
  await tick(driver, /^Tools are back/);
  await driver.getByTestId('complete-step').click();
  await nextAct(driver, /^Complete journey/, null);
  await driver.getByRole('dialog').getByRole('button', { name: 'Complete journey' }).click();
  await expect(driver.getByText('Journey finished')).toBeVisible();
  await expectAccessible(driver);
  expect(sending.applied).toHaveLength(sent);

  await driver.context().setOffline(false);
  await expect(driver.getByTestId('unsent')).toBeHidden();
  await expect(drawer.getByText('Completed').first()).toBeVisible();
  expect(sending.refused).toEqual([]);
  expect(new Set(sending.applied.map((one) => one.client_id)).size).toBe(sending.applied.length);
  const moves = sending.applied.map((one) => one.operation).filter((name) => name.startsWith('dispatch.journey.') && !name.endsWith('.entry'));
  expect(moves).toEqual(['depart', 'arrive', 'leave', 'arrive', 'complete'].map((act) => `dispatch.journey.${act}`));
  await expect(drawer.getByText('4/4')).toBeVisible();
  await expectAccessible(office);
  await drawer.getByRole('button', { name: 'Close' }).click();
  await driver.context().close();
}
