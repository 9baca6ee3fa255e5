import type { Place } from './people';
import { atDesk, expect, expectAccessible, menu, PASSWORD } from './people';

interface Visit {
  /** Makes names unlike those of other runs. */
  mark: string;
  reason: string;
}

/** The super admin makes a company by the wizard, then looks into LGM for a reason that its auditor reads. */
export async function makeCompanyAndVisit(place: Place, { mark, reason }: Visit): Promise<void> {
  const root = await atDesk(place, 'root');
  await expect(root.getByRole('row', { name: /LGM Moving/ })).toBeVisible();
  await expectAccessible(root);
  await root.getByRole('link', { name: 'New company' }).click();
  await root.getByRole('textbox', { name: /^Name/ }).fill(`Harbour Movers ${mark}`);
  await root.getByRole('textbox', { name: /^Short name/ }).fill(`harbour-${mark}`);
  await expectAccessible(root);
  await root.getByRole('button', { name: 'Next' }).click();
  await root.getByRole('textbox', { name: /^Name/ }).fill('Halifax');
  await root.getByRole('textbox', { name: /^Code/ }).fill('HFX');
  await root.getByRole('button', { name: 'Next' }).click();
  await expect(root.getByText('This is needed')).toBeVisible();
  await root.getByRole('textbox', { name: /^City/ }).fill('Halifax');
  await expectAccessible(root);
  await root.getByRole('button', { name: 'Next' }).click();
  await root.getByRole('textbox', { name: /^Name/ }).fill('Harriet Quay');
  await root.getByRole('textbox', { name: /^E-mail/ }).fill(`harriet.${mark}@harbour.example`);
  await root.getByLabel(/^Password/).fill(PASSWORD);
  await expectAccessible(root);
  await root.getByRole('button', { name: 'Next' }).click();
  await expect(root.getByText(`Harriet Quay, harriet.${mark}@harbour.example`)).toBeVisible();
  await root.getByRole('button', { name: 'Create company' }).click();
  await expect(root.getByRole('row', { name: new RegExp(`Harbour Movers ${mark}`) })).toBeVisible();

  await root.getByRole('row', { name: /LGM Moving/ }).getByRole('button', { name: /Support session/ }).click();
  const dialog = root.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('too short');
  await dialog.getByRole('button', { name: 'Start session' }).click();
  await expect(dialog.getByText('At least 20 characters')).toBeVisible();
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill(reason);
  await expectAccessible(root);
  await dialog.getByRole('button', { name: 'Start session' }).click();
  await expect(root.getByText(/is looking at this company/)).toBeVisible();
  await expectAccessible(root);
  await menu(root, 'Leads').click();
  await expect(root.getByText(/L-\d{4}-\d{6}/).first()).toBeVisible();

  const auditor = await atDesk(place, 'auditor@lgm.example');
  await menu(auditor, 'Audit').click();
  await auditor.getByRole('button', { name: /support/i }).first().click();
  await expect(auditor.getByText(reason)).toBeVisible();
  await expectAccessible(auditor);
  await auditor.context().close();

  await root.getByRole('button', { name: 'Leave' }).click();
  await expect(root.getByRole('row', { name: /LGM Moving/ })).toBeVisible();
  await root.context().close();

}
