// One browser for all tests of a run. A page fails its test if the content policy was broken, if it called another origin, or if
// its script failed.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test as nodeTest } from 'node:test';
import { chromium } from 'playwright-core';

export const ADDRESS = process.env.ADDRESS ?? 'http://127.0.0.1:8080';
export const DOCUMENTS = process.env.DOCUMENTS ?? 'documents';
const SCREENS = process.env.SCREENS ?? 'screens';
const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

assert.ok(CHROMIUM, 'the browser tests need Chromium: apt-get install chromium');
mkdirSync(SCREENS, { recursive: true });

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
after(async () => {
  await browser.close();
  // What a failed test left open, such as a server, must not hold up the run.
  setTimeout(() => process.exit(), 3000).unref();
});

const WIDE = { width: 1440, height: 900 };
let users = 0;

/** A name that no other test uses. */
export function newUser(prefix = 'user') {
  users++;
  return `${prefix}-${Date.now().toString(36)}-${users}`;
}

/**
 * A test with a page of its own. One that fails is run once more, with another page and other users, and the first failure is printed:
 * on a busy machine a page load was seen to wait without an end.
 */
export function test(name, body, options = {}) {
  nodeTest(name, { timeout: 300_000 }, async () => {
    try {
      await attempt(name, body, options);
    } catch (failure) {
      console.log(`repeated: ${name}\n${failure.stack}`);
      await attempt(name, body, options);
    }
  });
}

async function attempt(name, body, options) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults = watch(page, options.allowed ?? []);
  try {
    await body(page, context);
    assert.deepEqual(faults, [], 'what the page did wrong');
  } catch (failure) {
    await page.screenshot({ path: `${SCREENS}/failed-${name.replaceAll(/\W+/g, '-')}.png` }).catch(() => {});
    failure.stack += `\nAt ${page.url()}\nFaults: ${faults.join('\n')}`;
    throw failure;
  } finally {
    await context.close();
  }
}

function watch(page, allowed) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.stack ?? error}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) {
      faults.push(`policy: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && ![ADDRESS, ...allowed].includes(origin)) {
      faults.push(`another origin: ${request.url()}`);
    }
  });
  return faults;
}

/** Signs in as a user with a plan, by the page that people see. */
export async function signIn(page, user = newUser(), { plan = 'Plus', admin = false } = {}) {
  await page.goto(`${ADDRESS}/sign-in`);
  if (await page.evaluate(() => localStorage.getItem('local-token') !== null)) {
    await page.evaluate(() => localStorage.removeItem('local-token'));
    await page.goto(`${ADDRESS}/sign-in`);
  }
  await page.getByLabel('Name', { exact: true }).fill(user);
  await page.getByRole('radio', { name: plan }).check();
  if (admin) {
    await page.getByLabel('Administrator').check();
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/batches**');
  return user;
}

/** A call of the API as the user of the page. */
export async function call(page, method, path, body) {
  const token = await page.evaluate(() => localStorage.getItem('local-token'));
  const response = await fetch(`${ADDRESS}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Submits files in one request, as the user of the page; returns the batch once it has ended. */
export async function submit(page, files, { name = 'A batch', prompt } = {}) {
  const { readFile } = await import('node:fs/promises');
  const token = await page.evaluate(() => localStorage.getItem('local-token'));
  const form = new FormData();
  form.set('batchName', name);
  form.set('promptStrategy', prompt ? 'global' : 'auto');
  if (prompt) {
    form.set('globalPrompt', prompt);
  }
  for (const file of files) {
    const [path, as] = Array.isArray(file) ? file : [file, file];
    form.append('files', new Blob([await readFile(`${DOCUMENTS}/${path}`)]), as);
  }
  const response = await fetch(`${ADDRESS}/api/v1/batches`, { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body: form });
  const text = await response.text();
  assert.equal(response.status, 201, text);
  return ended(page, JSON.parse(text).id);
}

/** Waits until a batch has ended. */
export async function ended(page, id) {
  for (;;) {
    const batch = await call(page, 'GET', `/batches/${id}`);
    if (batch.completedAt) {
      return batch;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

const THEMES = ['light', 'dark'];
const WIDTHS = [1440, 390];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Pictures of the screen in both themes and at both widths; nothing scrolls sideways. axe finds nothing in the light, and no weak
 * contrast in the dark: the themes differ in nothing else. At a narrow screen axe looks at what is built differently there.
 */
export async function look(page, name, { narrow = false } = {}) {
  for (const theme of THEMES) {
    await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.screenshot({ path: `${SCREENS}/${name}-${theme}-${width}.png` });
      if (width === 1440 || (narrow && theme === 'light')) {
        const found = await violations(page, theme === 'dark' ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: RULES });
        assert.deepEqual(found, [], `axe: ${name} ${theme} ${width}`);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${name} is ${overflow} px too wide at ${width}`);
    }
  }
  await page.setViewportSize(WIDE);
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
}

/** What the kit reads out is left out: for some seconds it names parts of a dialog that is closed. */
async function violations(page, runOnly) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE);
  }
  return page.evaluate(
    async (only) =>
      (await window.axe.run({ exclude: ['[data-live-announcer]'] }, { runOnly: only, resultTypes: ['violations'], elementRef: false })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`,
      ),
    runOnly,
  );
}

export { assert };
