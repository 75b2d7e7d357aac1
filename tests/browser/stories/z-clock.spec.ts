import { expect, type Page, test } from '@playwright/test';
import { signIn, writeIn } from './people.js';

// The last story of the run: it moves the clock of the desk that all share.
test('a ticket that nobody answers is at risk, then late, and the team lead is told', async ({ page }) => {
  const { number } = await writeIn(page, 'robin.clock@example.com', 'Is anybody there?', 'I have not heard from you.');
  const move = (advance: string) => page.request.post('/_local/clock', { data: { advance } });
  await signIn(page, 'camille.laurent', `/desk/?lang=en&ticket=${number}`);
  await expect(page.getByText('First response').first()).toBeVisible();

  await move('6h5m');
  await expectInHistory(page, 'First response is at risk');
  await move('2h');
  await expectInHistory(page, 'First response target missed');
  await expect
    .poll(async () => {
      const all = (await (await page.request.get('/_local/mail.json')).json()) as { to: string[]; subject: string }[];
      return all.filter((mail) => mail.to.some((to) => to.includes('@velotek.example')) && mail.subject.includes(`#${number}`)).length;
    })
    .toBeGreaterThan(0);
});

/** The sweep looks each minute; the page is read again until it has. */
async function expectInHistory(page: Page, sentence: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await page.getByText('History', { exact: true }).click();
    await expect(page.getByText(sentence).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}
