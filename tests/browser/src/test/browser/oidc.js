// The front end against a real OIDC server: code flow with PKCE, refresh tokens, signing out.
import { after } from 'node:test';
import Provider from 'oidc-provider';
import { ADDRESS, assert, test } from './harness.js';

const ISSUER = process.env.ISSUER;

const provider = new Provider(ISSUER, {
  clients: [
    {
      client_id: 'ingestio-web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${ADDRESS}/signed-in`],
      post_logout_redirect_uris: [`${ADDRESS}/sign-in`],
    },
  ],
  pkce: { required: () => true },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Person ${id}` }) }),
  clientBasedCORS: () => true,
  ttl: { AccessToken: 3600, Session: 3600, Grant: 3600, IdToken: 3600, Interaction: 3600, RefreshToken: 3600 },
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'urn:ingestio',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid profile email offline_access',
        audience: 'ingestio',
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});
const server = provider.listen(new URL(ISSUER).port, '127.0.0.1');
after(() => {
  server.close();
  server.closeAllConnections();
});

test(
  'signs in at an OIDC server and out again',
  async (page) => {
    await page.goto(`${ADDRESS}/usage`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${ISSUER}/**`);
    await page.locator('input[name=login]').fill('olga');
    await page.locator('input[name=password]').fill('any');
    await page.locator('button[type=submit]').click();
    await page.locator('button[type=submit]').click(); // consent
    await page.waitForURL(`${ADDRESS}/usage`);
    await page.getByText('Starter plan').first().waitFor();
    await page.getByRole('button', { name: 'Account of' }).waitFor();

    const refreshed = page.waitForResponse((response) => response.url() === `${ISSUER}/token` && response.request().postData()?.includes('refresh_token'));
    let refused = false;
    await page.route('**/api/v1/usage', async (route) => {
      if (refused) {
        return route.continue();
      }
      refused = true;
      return route.fulfill({ status: 401, body: '' });
    });
    await page.reload();
    assert.equal((await refreshed).status(), 200);
    await page.getByText('Starter plan').first().waitFor();

    await page.getByRole('button', { name: 'Account of' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${ISSUER}/session/end**`);
    await page.locator('button[name=logout], button[value=yes]').first().click();
    await page.waitForURL(`${ADDRESS}/sign-in**`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  },
  { allowed: [new URL(ISSUER).origin, 'https://fonts.googleapis.com'] },
);
