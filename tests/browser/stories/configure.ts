// How the stories change the settings.
import { expect, type Page } from '@playwright/test';

/** Lets the server check the draft, and saves it. */
export async function save(page: Page, why: string): Promise<void> {
  await page.getByRole('button', { name: 'Check and save' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why (for the history)').fill(why);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  // What an earlier save said may still be there.
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Saved as revision \d+/).last()).toBeVisible();
}
