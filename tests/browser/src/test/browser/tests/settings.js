import { createServer } from 'node:http';
import { ADDRESS, assert, call, look, signIn, test } from '../harness.js';

test('prompts are kept by name', async (page) => {
  await signIn(page);
  await page.goto(`${ADDRESS}/prompts`);
  await page.getByText('No prompts yet').waitFor();
  await look(page, 'prompts-empty');
  await page.getByRole('button', { name: 'New prompt' }).click();
  const dialog = page.getByRole('dialog', { name: 'New prompt' });
  await dialog.getByLabel('Name').fill('Totals');
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('invoice number and total');
  await look(page, 'prompt-new');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Totals' }).waitFor();
  await page.getByRole('button', { name: 'New prompt' }).click();
  await dialog.getByLabel('Name').fill('Totals');
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('the same name');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('You have a prompt with this name already.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await look(page, 'prompts');
  await page.getByRole('link', { name: 'Use in a new batch: Totals' }).click();
  await page.waitForURL('**/batches/new?prompt=**');
  await page.goBack();
  await page.getByRole('button', { name: 'Delete Totals' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the prompt' }).click();
  await page.getByText('No prompts yet').waitFor();
  assert.deepEqual((await call(page, 'GET', '/prompts')).items, []);
});

test('the profile keeps what is chosen', async (page) => {
  await signIn(page);
  await page.goto(`${ADDRESS}/settings/profile`);
  await page.getByText('Send me an e-mail when a batch has ended').waitFor();
  await look(page, 'settings-profile');
  await page.getByRole('checkbox', { name: 'Learn from what I correct' }).click();
  while (!(await call(page, 'GET', '/settings/learning')).enabled) {
    await page.waitForTimeout(50);
  }
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Sprache und Aussehen' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Sprache und Aussehen' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

/** An endpoint on this machine, which keeps what it was called with. */
async function receiver() {
  const calls = [];
  const server = createServer((request, response) => {
    request.resume();
    calls.push(request.headers);
    response.end();
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return { calls, url: `http://127.0.0.1:${server.address().port}/hook`, close: () => server.close() };
}

test('an endpoint is called; its secret shows once', async (page) => {
  const receiving = await receiver();
  await signIn(page);
  await page.goto(`${ADDRESS}/settings/webhooks`);
  await page.getByText('No endpoints yet').waitFor();
  await look(page, 'webhooks-empty');
  await page.getByRole('button', { name: 'New endpoint' }).click();
  const dialog = page.getByRole('dialog', { name: 'New endpoint' });
  await dialog.getByLabel('Address').fill('https://10.0.0.1/hook');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('The address is not a public one').waitFor();
  await dialog.getByLabel('Address').fill(receiving.url);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const secret = page.getByRole('dialog', { name: 'The secret of the endpoint' });
  await secret.getByText(/^whsec_/).waitFor();
  await look(page, 'webhook-secret');
  await secret.getByRole('button', { name: 'I have kept it' }).click();
  const endpoint = page.getByRole('region', { name: receiving.url });
  await endpoint.getByText('Deliveries').click();
  await endpoint.getByText('None.').waitFor();
  await endpoint.getByRole('button', { name: 'Test' }).click();
  await endpoint.getByText('webhook.test').waitFor();
  await endpoint.getByText('Delivered', { exact: true }).waitFor();
  assert.match(receiving.calls[0]['webhook-signature'], /^v1,/);
  await endpoint.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('It is sent again.').waitFor();
  await endpoint.getByRole('button', { name: 'Disable' }).click();
  await endpoint.getByText('The endpoint is disabled.').first().waitFor();
  await look(page, 'webhooks');
  await endpoint.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the endpoint and its deliveries' }).click();
  await page.getByText('No endpoints yet').waitFor();
  assert.equal(await page.getByText(/^whsec_/).count(), 0);
  receiving.close();
});
