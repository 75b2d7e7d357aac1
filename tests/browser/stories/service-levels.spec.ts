import { expect, type Page, test } from '@playwright/test';
import { expectSound, signIn, writeIn } from './people.js';

/** Reads the ticket again until somebody was chosen so many times: a story that is faster meets that as a conflict. */
async function assigned(page: Page, times: number): Promise<void> {
  const conversation = page.getByRole('region', { name: 'Conversation' });
  await expect(conversation).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(conversation.getByText(/^Assigned to /)).toHaveCount(times, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

test('availability is one click, and says so', async ({ page }) => {
  await signIn(page, 'oliver.bennett', '/desk/?lang=en&view=my_open');
  const answers = page.getByRole('group', { name: 'Availability' });
  await answers.getByRole('button', { name: 'Away' }).click();
  await expect(page.getByText('You are away. No new tickets come to you.')).toBeVisible();
  await page.reload();
  await expect(answers.getByRole('button', { name: 'Away' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('a');
  await expect(page.getByText('You are online. New tickets come to you.')).toBeVisible();
  await expect(answers.getByRole('button', { name: 'Online' })).toHaveAttribute('aria-pressed', 'true');
});

test('out of office with a colleague who stands in, and back again', async ({ page }) => {
  await signIn(page, 'oliver.bennett', '/desk/?lang=en&view=my_open');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: /Out of office/ }).click();
  const dialog = page.getByRole('dialog');
  await expectSound(page);
  await dialog.getByLabel('Until').fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await expect(dialog.getByText('Choose a time in the future.')).toBeVisible();
  await dialog.getByLabel('Until').fill('2040-01-02T09:00');
  await dialog.getByLabel('Who stands in for you').selectOption({ label: 'Camille Laurent' });
  await dialog.getByRole('button', { name: 'Leave' }).click();

  await page.reload();
  await page.getByRole('button', { name: /^Out until/ }).click();
  await expect(dialog.getByLabel('Who stands in for you')).toHaveValue('camille.laurent');
  await dialog.getByRole('button', { name: 'I am back' }).click();
  await expect(page.getByText(/^Welcome back/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Out until/ })).toHaveCount(0);
});

test('a ticket goes up a tier with a note that survives a refusal, and comes back down', async ({ page }) => {
  const { number } = await writeIn(page, 'robin.tier@example.com', 'The frame hums', 'Above 20 km/h it hums.');
  await signIn(page, 'samira.haddad', `/desk/?lang=en&ticket=${number}`);
  await assigned(page, 1);
  await page.getByRole('button', { name: 'Escalate', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(1);
  await expectSound(page);

  await dialog.getByRole('button', { name: /^Escalate to/ }).click();
  await expect(dialog.getByText('Write what those who take over must know.')).toBeVisible();
  await dialog.getByRole('radio', { name: /Engineering/ }).check();
  await dialog.getByLabel('What must they know?').fill('Dealer has checked the spokes.');
  await page.route('**/escalate', (route) => route.abort());
  await dialog.getByRole('button', { name: /^Escalate to/ }).click();
  await expect(dialog.getByText('The ticket was not handed over')).toBeVisible();
  await page.unroute('**/escalate');

  await page.reload();
  await page.getByRole('button', { name: 'Escalate', exact: true }).click();
  await expect(dialog.getByLabel('What must they know?')).toHaveValue('Dealer has checked the spokes.');
  await dialog.getByRole('radio', { name: /Engineering/ }).check();
  await dialog.getByRole('button', { name: /^Escalate to/ }).click();
  const told = page.getByRole('region', { name: 'Conversation' });
  await expect(told.getByText(/Samira Haddad escalated it from .* to .*\(tier 3\)/)).toBeVisible();
  await expect(told.getByText('Dealer has checked the spokes.')).toBeVisible();

  await assigned(page, 2);
  await page.keyboard.press('e');
  await dialog.getByRole('radio', { name: /Customer support/ }).check();
  await dialog.getByLabel('What must they know?').fill('Nothing to be done here.');
  await dialog.getByRole('button', { name: 'Send back to Customer support' }).click();
  await expect(told.getByText(/Samira Haddad sent it back from/)).toBeVisible();
});

test('what happened meanwhile is shown before a ticket is handed over', async ({ browser, page }) => {
  const { number } = await writeIn(page, 'robin.meanwhile@example.com', 'Two of you at once', 'Who is faster?');
  await signIn(page, 'samira.haddad', `/desk/?lang=en&ticket=${number}`);
  await assigned(page, 1);
  // The page must not learn of the change by itself before the agent hands over.
  await page.route('**/api/v1/desk/tickets/**', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  const context = await browser.newContext();
  const other = await context.newPage();
  await signIn(other, 'tom.fletcher', `/desk/?lang=en&ticket=${number}`);
  await other.getByRole('button', { name: /^Priority:/ }).click();
  await other.getByRole('option', { name: 'High' }).click();
  await expect(other.getByText(/raised the priority/).first()).toBeVisible();

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Engineering/ }).check();
  await dialog.getByLabel('What must they know?').fill('Both sides have looked.');
  await dialog.getByRole('button', { name: 'Escalate to Engineering' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('alert').getByText(/Tom Fletcher raised the priority/)).toBeVisible();
  await page.getByRole('button', { name: 'Change anyway' }).click();
  await expect(page.getByText('Handed to Engineering')).toBeVisible();
  await expect(page.getByText('Both sides have looked.')).toBeVisible();
  await context.close();
});

test('a reminder is set by a click, shown, moved and cleared', async ({ page }) => {
  const { number } = await writeIn(page, 'robin.remind@example.com', 'Call me later', 'The part comes next week.');
  await signIn(page, 'camille.laurent', `/desk/?lang=en&ticket=${number}`);
  await assigned(page, 1);
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog');
  await expectSound(page);
  await dialog.getByRole('button', { name: /Tomorrow morning/ }).click();
  const chip = page.getByRole('button', { name: /^Reminder.*09:00$/ });
  await expect(chip).toBeVisible();
  await expect(page.getByText(/^You will be reminded on/)).toBeVisible();

  await page.reload();
  await chip.click();
  await dialog.getByLabel('At another time').fill('2040-05-06T07:08');
  await dialog.getByRole('button', { name: 'Remind me then' }).click();
  await expect(page.getByRole('button', { name: /^Reminder.*07:08$/ })).toBeVisible();

  await page.keyboard.press('m');
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('Reminder cleared', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Reminder.*07:08$/ })).toHaveCount(0);
});

test('a ticket tells its deadlines to the minute, and the current rules can be applied to it', async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: 'Europe/Paris' });
  const page = await context.newPage();
  await signIn(page, 'camille.laurent', '/desk/?lang=en&view=all_open');
  await expect(page.getByText('Missed').or(page.getByText(/late$/)).first()).toBeVisible();
  const { number } = await writeIn(page, 'robin.rules@example.com', 'Which rules?', 'Just asking.');
  await page.goto(`/desk/?lang=en&ticket=${number}`);
  await assigned(page, 1);
  const levels = page.getByRole('region', { name: 'Service levels' });
  await expect(levels.getByText(/^due .*\d\d:\d\d/).first()).toBeVisible();
  await expect(levels.getByText(/Times in Europe\/Paris/)).toBeVisible();
  await levels.getByRole('button', { name: 'Apply the current rules' }).click();
  await expect(page.getByText('The current rules apply now')).toBeVisible();
  await expectSound(page);
  await context.close();
});
