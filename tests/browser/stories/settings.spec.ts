import { expect, test } from '@playwright/test';
import { save } from './configure.js';
import { expectSound, signIn, writeIn } from './people.js';

test('an admin changes a team, and the history tells who did', async ({ page }) => {
  await signIn(page, 'samira.haddad', '/desk/?lang=en&settings=policies');
  await expect(page.getByRole('link', { name: /Standard/ })).toContainText("every ticket · Velotek's office");
  await expectSound(page);

  await page.goto('/desk/?lang=en&settings=teams&item=engineering');
  await page.getByLabel('Name', { exact: true }).fill('Engineering room');
  await save(page, 'It moved');

  await page.goto('/desk/?lang=en&settings=history');
  await page.getByRole('link', { name: /It moved/ }).click();
  await expect(page.getByRole('heading', { name: 'Teams: Engineering room' })).toBeVisible();
  await expect(page.getByText(/Samira Haddad ·/).first()).toBeVisible();
  await expectSound(page);
});

test('a supervisor reads the settings and changes none', async ({ page }) => {
  await signIn(page, 'camille.laurent', '/desk/?lang=en&settings=calendars');
  await expect(page.getByRole('link', { name: /Velotek's office/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Add/ })).toHaveCount(0);
  await expectSound(page);
});

test('a rule is built without a mouse, mended where it was refused, and tried', async ({ page }) => {
  const { number } = await writeIn(page, 'robin.rule@example.com', 'A squeaking bell', 'The bell squeaks when it rains.');
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, 'samira.haddad', '/desk/?lang=en&settings=rules');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Bells');
  await page.getByLabel('Add tags').fill('bell');

  // A comparison, and beside it a group that denies two.
  await page.getByRole('button', { name: 'Add condition' }).focus();
  await page.keyboard.press('Enter');
  const what = page.getByLabel('What is looked at');
  await expect(what).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ding dong, squeaking bell,');
  await expect(page.getByRole('button', { name: 'Remove squeaking bell' })).toBeVisible();
  await page.getByRole('button', { name: 'Add group' }).focus();
  await page.keyboard.press('Enter');
  const group = page.getByRole('listitem').getByRole('group');
  await expect(group.getByLabel('How many of these have to hold')).toBeFocused();
  await group.getByLabel('How many of these have to hold').selectOption('None of these');
  const denied = page.getByRole('group', { name: 'None of these' });
  await denied.getByLabel('What is looked at').selectOption('Channel');
  await denied.getByRole('button', { name: 'Add condition' }).click();
  await denied.getByLabel('What is looked at').nth(1).selectOption('Customer tag');
  await denied.getByLabel('Values: Customer tag').fill('vip');

  // The channels are missing: said at their row, and gone once they are chosen.
  await page.getByRole('button', { name: 'Check and save' }).click();
  const channel = denied.getByRole('button', { name: 'Values: Channel' });
  await expect(channel).toHaveAccessibleDescription('This must not be empty.');
  await expectSound(page);
  await channel.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'contact form' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(channel).toHaveAccessibleName('Values: Channel: portal');
  await expect(page.getByText('This must not be empty.')).toHaveCount(0);

  await page.getByRole('button', { name: 'Try on past tickets' }).click();
  await expect(page.getByRole('link', { name: `#${number}` })).toBeVisible();
  await save(page, 'Bells squeak');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Remove ding dong' })).toBeVisible();
  await expect(channel).toHaveAccessibleName('Values: Channel: portal');
  await expect(denied.getByLabel('How: Customer tag')).toHaveValue('is');
  await expectSound(page);
});

test('an organisation is set up, and what is wrong with it stands at its place', async ({ page }) => {
  await signIn(page, 'samira.haddad', '/desk/?lang=en&settings=organisations');
  await expect(page.getByText('No organisations yet')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: 'Add organisation' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Cyclo Retail');
  await page.getByLabel('ID', { exact: true }).fill('cyclo');
  await page.getByLabel('Domains').fill('Cyclo.example');
  await page.getByLabel('Customer tags').fill('reseller, vip');
  await page.getByRole('button', { name: 'Check and save' }).click();
  await expect(page.getByLabel('Domains')).toHaveAccessibleDescription(/This cannot be read: .*lower case/);
  await expectSound(page);

  // What is not saved stays in the browser.
  await page.reload();
  await page.getByRole('button', { name: 'Remove Cyclo.example' }).click();
  await page.getByLabel('Domains').fill('cyclo.example');
  await save(page, 'A reseller');
  await page.goto('/desk/?lang=en&settings=organisations');
  await expect(page.getByRole('link', { name: /Cyclo Retail/ })).toContainText('cyclo.example · reseller · vip');
});
