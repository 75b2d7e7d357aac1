import { expect, type Page, test } from '@playwright/test';
import { save } from './configure.js';
import { english, expectSound, mailsTo, receipt, signIn, writeIn } from './people.js';
import { sendMail } from './smtp.js';

const SUPPORT = 'stories@guichet.example';
const SPAM = 'X-Guichet-Local-Verdicts: spam=FAIL';

const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('It squeaks when it rains.\n') };

/** A picture of the page, of so many pixels. */
const pictureOf = async (page: Page, width: number, height: number) => ({
  name: 'broken spoke.png',
  mimeType: 'image/png',
  buffer: await page.screenshot({ clip: { x: 0, y: 0, width, height } }),
});

const ticketNamed = (page: Page, subject: string) => page.locator('a[data-number]', { hasText: subject });

// The first story sets up the mailbox through which the others write.
test.describe.serial('mail', () => {
  test('an admin sets up a mailbox with a signature', async ({ page }) => {
    await signIn(page, 'samira.haddad', '/desk/?lang=en&settings=mailboxes');
    await expectSound(page);
    await page.getByRole('button', { name: 'Add mailbox' }).click();
    await page.getByLabel('ID', { exact: true }).fill('stories');
    await page.getByLabel('Address', { exact: true }).fill(SUPPORT);
    await page.getByLabel('Name of the sender').fill('Velotek Support');
    await page.getByLabel('In English').fill('**Velotek** Support');
    await expectSound(page);
    await save(page, 'Customers can write by mail');
    await page.goto('/desk/?lang=en&settings=mailboxes');
    await expect(page.getByRole('link', { name: /Velotek Support/ })).toContainText(SUPPORT);
  });

  test('an admin words a mail, sees what becomes of it, and has it sent to herself', async ({ page }) => {
    await signIn(page, 'samira.haddad', '/desk/?lang=en&settings=texts');
    await expectSound(page);
    await page.getByRole('link', { name: /Rejection, English/ }).click();
    const text = page.getByLabel('Text', { exact: true });
    const letter = page.frameLocator('iframe[title="Preview"]');
    await expect(text).toHaveValue(/is closed and takes nothing more/);
    await expect(letter.getByRole('heading', { name: 'This request is closed' })).toBeVisible();

    // What can not be sent is said at the field before anybody saves it, and the last mail that could be stays.
    await text.fill('Hello {{ nmae }}');
    await expect(text).toHaveAccessibleDescription(/there is no nmae here/);
    await expect(page.getByText('This is the last text that could be read.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send me a test' })).toBeDisabled();
    await text.fill('Dear ');
    await page.getByRole('button', { name: 'Insert name' }).click();
    await expect(text).toHaveValue('Dear {{ name }}');
    await expect(text).toBeFocused();
    await page.keyboard.type(', **do write anew**.');
    await page.getByLabel('Heading').fill('#{{ number }} is closed');
    await expect(letter.locator('strong')).toHaveText('do write anew');
    await expect(letter.getByRole('heading', { name: '#1042 is closed' })).toBeVisible();
    await page.getByRole('button', { name: 'Plain text' }).click();
    await expect(page.getByText(/do write anew\./).last()).toBeVisible();
    // Nothing can look into a frame that runs no scripts, so the page is looked at without it.
    await expectSound(page);

    await page.getByRole('button', { name: 'Send me a test' }).click();
    await expect(page.getByText(/A test is on its way to samira/)).toBeVisible();
    const tests = async () => {
      const all = (await (await page.request.get('/_local/mail.json')).json()) as { to: string[]; subject: string; text: string }[];
      return all.filter((mail) => mail.subject.startsWith('[Test]') && mail.text.includes('do write anew.'));
    };
    await expect.poll(async () => (await tests()).length).toBe(1);
    expect((await tests())[0]?.to.join()).toContain('samira');

    await save(page, 'Kinder words');
    await page.goto('/desk/?lang=en&settings=texts');
    await expect(page.getByRole('link', { name: /Rejection, English/ })).toContainText('do write anew');
    await page.goto('/desk/?lang=en&settings=history');
    await expect(page.getByRole('link', { name: /Kinder words/ })).toBeVisible();
    await page.goto('/desk/?lang=en&settings=texts&item=rejected.en');
    await page.getByRole('button', { name: 'Back to the delivered text' }).click();
    await expect(text).toHaveValue(/is closed and takes nothing more/);
    await save(page, 'The usual words');
  });

  test('a customer encloses a file in the form, and the agent sees it', async ({ page, browser }) => {
    test.slow();
    await page.goto('/?lang=en');
    await page.getByLabel(english.name).fill('Robin Story');
    await page.getByLabel(english.email, { exact: true }).fill('robin.file@example.com');
    await page.getByLabel(english.topic).selectOption({ index: 1 });
    await page.getByLabel(english.subject).fill('A spoke is broken');
    await page.getByLabel(english.message).fill('See the picture.');
    await expect(page.getByText(/^Up to .* each, .* together\.$/)).toBeVisible();
    const picture = await pictureOf(page, 900, 600);
    await page.locator('input[type=file]').setInputFiles([picture, notes, { ...notes, name: 'empty.txt', buffer: Buffer.alloc(0) }]);
    await expect(page.getByText('The file is empty.')).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Remove empty.txt' }).click();

    // What has arrived outlives a reload.
    await expect(page.getByRole('button', { name: 'Remove notes.txt' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove broken spoke.png' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Remove notes.txt' })).toBeVisible();
    await page.getByRole('button', { name: english.send }).click();
    const { number, link } = await receipt(page, english.done);

    const context = await browser.newContext();
    const desk = await context.newPage();
    await signIn(desk, 'camille.laurent', `/desk/?lang=en&view=all_open&ticket=${number}`);
    const shown = desk.getByRole('link', { name: 'Open broken spoke.png' });
    // Before the thumbnail is made, the page shows the picture itself.
    const width = async () => {
      await expect(shown.locator('img')).not.toHaveJSProperty('naturalWidth', 0);
      const found = await shown.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
      if (found !== 480) await desk.reload();
      return found;
    };
    await expect.poll(width, { timeout: 45_000 }).toBe(480);
    const whole = await desk.request.get((await shown.getAttribute('href'))!);
    expect(await whole.body()).toEqual(picture.buffer);
    const download = desk.waitForEvent('download');
    await desk.getByRole('button', { name: 'Download notes.txt' }).click();
    expect((await download).suggestedFilename()).toBe('notes.txt');
    await expectSound(desk);

    // The answer goes back with a file, written in Markdown.
    await desk.getByLabel('Reply to Robin Story').fill('Thank you.\n\n- It is **under way**.\n- See the notes.');
    await desk.locator('.composer input[type=file]').setInputFiles({ ...notes, name: 'answer.txt' });
    await expect(desk.getByRole('button', { name: 'Remove answer.txt' })).toBeVisible();
    await desk.getByRole('button', { name: 'Preview' }).click();
    await expect(desk.locator('.composer strong', { hasText: 'under way' })).toBeVisible();
    await desk.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(desk.getByRole('button', { name: 'Download answer.txt' })).toBeVisible();
    await expect(desk.getByRole('article').last().locator('strong')).toHaveText('under way');
    await context.close();

    await page.goto(link);
    await expect(page.getByRole('link', { name: 'Open broken spoke.png' }).locator('img')).toHaveJSProperty('naturalWidth', 480);
    await expect(page.getByRole('listitem').filter({ hasText: 'under way' }).locator('strong').first()).toHaveText('under way');
    const again = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download answer.txt' }).click();
    expect((await again).suggestedFilename()).toBe('answer.txt');
    await expectSound(page);
  });

  test('held mail is let in and becomes a ticket', async ({ page }) => {
    await sendMail({ from: 'Bob Held <bob.held@example.com>', to: SUPPORT, subject: 'Held, not lost', text: 'Where is my bicycle?', head: [SPAM] });
    await signIn(page, 'camille.laurent', '/desk/?lang=en&mail=held');
    const row = page.getByRole('link', { name: /Held, not lost/ });
    await expect(row).toContainText('Looks like spam');
    await expect(page.getByRole('navigation').getByRole('link', { name: /Held mail/ })).toContainText(/\d/);
    await expectSound(page);

    // Without a mouse.
    await page.keyboard.press('j');
    await expect(row).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/message=/);
    await expect(page.getByText('Where is my bicycle?')).toBeVisible();
    await expect(page.getByText(/Expires in \d+ days/)).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Let in' }).click();
    await expect(row).toHaveCount(0);

    await page.getByRole('navigation').getByRole('link', { name: /All open/ }).click();
    await ticketNamed(page, 'Held, not lost').click();
    const message = page.getByRole('article').first();
    await expect(message).toContainText('bob.held@example.com');
    await message.getByRole('button', { name: /^Show original/ }).click();
    await expect(message.getByRole('region', { name: 'Original message' })).toContainText('Bob Held <bob.held@example.com>');
    await expectSound(page);
  });

  test('an original is shown as it was made, with images of other servers on demand', async ({ page }) => {
    const html = [
      '<p style="color: rgb(180, 0, 90)">Spring is here.</p>',
      '<img src="https://images.example/tulip.png" alt="A tulip">',
      '<script>parent.document.title = "taken over"</script><img alt="" src="x" onerror="parent.document.title = \'taken over\'">',
    ].join('\n');
    const head = ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'];
    await sendMail({ from: 'Flora Story <flora.story@example.com>', to: SUPPORT, subject: 'Tulips', text: html, head });
    const asked: string[] = [];
    const tulip = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 30 } });
    await page.context().route('https://images.example/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'image/png', body: tulip });
    });
    await signIn(page, 'camille.laurent', '/desk/?lang=en&view=all_open');
    await ticketNamed(page, 'Tulips').click();
    const message = page.getByRole('article').first();
    await message.getByRole('button', { name: /^Show original/ }).click();
    const letter = message.frameLocator('iframe[title="Original message"]');
    await expect(letter.getByText('Spring is here.')).toHaveCSS('color', 'rgb(180, 0, 90)');
    expect(asked).toEqual([]);
    await message.getByRole('button', { name: 'Load remote images' }).click();
    await expect(letter.getByAltText('A tulip')).toHaveJSProperty('naturalWidth', 40);
    expect(asked).toEqual(['https://images.example/tulip.png']);
    expect(await page.title()).not.toContain('taken over');
    await expectSound(page);
  });

  test('a sender is blocked, and unblocked again', async ({ page }) => {
    await sendMail({ from: 'eve.held@example.com', to: SUPPORT, subject: 'Buy now', text: 'Cheap!', head: [SPAM] });
    await signIn(page, 'camille.laurent', '/desk/?lang=en&mail=held');
    await page.getByRole('link', { name: /Buy now/ }).click();
    await page.getByRole('button', { name: 'Block sender' }).click();
    await expect(page.getByRole('dialog')).toContainText('Block eve.held@example.com?');
    await page.getByRole('dialog').getByRole('button', { name: 'Block sender' }).click();
    await expect(page.getByRole('link', { name: /Buy now/ })).toHaveCount(0);

    await page.goto('/desk/?lang=en&mail=addresses&kind=blocked&q=eve.held');
    await expect(page.getByText(/Blocked by Camille Laurent/)).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Unblock' }).click();
    await expect(page.getByText('eve.held@example.com is not blocked any more')).toBeVisible();
    await expect(page.getByText(/Blocked by Camille Laurent/)).toHaveCount(0);
  });

  test('somebody else takes part, and gets the answer', async ({ page }) => {
    const { number } = await writeIn(page, 'robin.part@example.com', 'Who pays for it', 'Ask our accountant.');
    await signIn(page, 'camille.laurent', `/desk/?lang=en&view=all_open&ticket=${number}`);
    const add = page.getByLabel('Add an address');
    await add.fill('nobody');
    await page.keyboard.press('Enter');
    await expect(add).toHaveAccessibleDescription('This does not look like an e-mail address.');
    await expectSound(page);
    await add.fill('Anna Count <anna.part@example.com>');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Remove Anna Count' })).toBeVisible();
    const conversation = page.getByRole('region', { name: 'Conversation' });
    await expect(conversation.getByText('Camille Laurent added Anna Count to the conversation')).toBeVisible();
    await expect(page.getByText(/^To Robin Story .*anna\.part@example\.com$/)).toBeVisible();

    await page.getByLabel('Reply to Robin Story').fill('Dear Anna, who pays?');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    // The customer's own has the private link; both name both.
    const mails = await mailsTo(page.request, 'anna.part@example.com', 2);
    expect(mails.every(({ text }) => text.includes('who pays?'))).toBe(true);
    expect(mails.filter(({ text }) => text.includes('/ticket/#'))).toHaveLength(1);

    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Unfollow' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove Anna Count' }).click();
    await expect(page.getByText('Nobody beside the customer.')).toBeVisible();
    await expectSound(page);
  });

  test('a ticket is forwarded, with the keyboard', async ({ page }) => {
    const { number } = await writeIn(page, 'robin.lab@example.com', 'It hums', 'It hums at night.');
    await signIn(page, 'camille.laurent', `/desk/?lang=en&view=all_open&ticket=${number}`);
    await expect(page.getByLabel('Reply to Robin Story')).toBeVisible();
    await page.keyboard.press('f');
    const text = page.getByLabel('Text to who gets it');
    await expect(text).toBeFocused();
    await text.fill('Do you know this hum?');
    const to = page.getByLabel('To', { exact: true });
    await to.fill('lab');
    await text.press('Control+Enter');
    await expect(to).toHaveAccessibleDescription('This does not look like an e-mail address.');
    await expect(to).toBeFocused();
    await expectSound(page);
    await to.fill('The Lab <lab.story@example.com>');
    await expect(page.getByLabel('Only agents')).toBeChecked();
    await text.press('Control+Enter');
    await expect(page.getByRole('article').filter({ hasText: 'Forwarded to The Lab' })).toContainText('Answers stay internal');
    const [mail] = await mailsTo(page.request, 'lab.story@example.com', 1);
    expect(mail?.text).toContain('Do you know this hum?');
    expect(mail?.text).toContain('It hums at night.');
    await expectSound(page);
  });

  test('held mail in French, in the dark, on a phone', async ({ browser }) => {
    await sendMail({ from: 'luc.held@example.com', to: SUPPORT, subject: 'Vélos pas chers', text: 'Cliquez ici.', head: [SPAM] });
    const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await signIn(page, 'ines.moreau', '/desk/?lang=fr&mail=held');
    await page.getByRole('link', { name: /Vélos pas chers/ }).click();
    await expect(page.getByText('Cliquez ici.')).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: 'Supprimer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
    await expect(page.getByRole('link', { name: /Vélos pas chers/ })).toHaveCount(0);
    await expectSound(page);
    await context.close();
  });
});
