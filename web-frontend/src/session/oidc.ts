import { User as OidcUser, UserManager } from 'oidc-client-ts';
import { type Session, type SignInConfig, rolesOf } from './session';

function managerOf(config: SignInConfig): UserManager {
  return new UserManager({
    authority: config.issuer ?? '',
    client_id: config.clientId,
    scope: config.scope,
    redirect_uri: `${location.origin}/signed-in`,
    post_logout_redirect_uri: `${location.origin}/sign-in`,
    // Refresh tokens need this at many issuers; without one a hidden frame would be tried, which the page's policy forbids.
    prompt: config.scope.includes('offline_access') ? 'consent' : undefined,
    automaticSilentRenew: true,
  } as ConstructorParameters<typeof UserManager>[0]);
}

export function sessionOf(manager: UserManager, first: OidcUser): Session {
  let user = first;
  let renewing: Promise<boolean> | null = null;
  manager.events.addUserLoaded((renewed) => {
    user = renewed;
  });
  /** One refresh token can be used once at many issuers, so calls that are refused together share one renewal. */
  async function renewed(refused: string): Promise<boolean> {
    try {
      user = (await manager.signinSilent()) ?? user;
    } catch {
      // The client may have renewed it by itself meanwhile.
    }
    return user.access_token !== refused;
  }
  return {
    user: {
      id: user.profile.sub,
      name: user.profile.name ?? user.profile.email ?? user.profile.sub,
      roles: rolesOf(user.access_token),
    },
    token: () => user.access_token,
    renew: async (refused) => {
      if (user.access_token !== refused) {
        return true;
      }
      if (!user.refresh_token) {
        return false;
      }
      renewing ??= renewed(refused).finally(() => (renewing = null));
      return renewing;
    },
    forget: () => manager.removeUser(),
    signOut: () => manager.signoutRedirect({ id_token_hint: user.id_token }),
  };
}

/** The session of this tab, if there is one. */
export async function restoreOidc(config: SignInConfig): Promise<Session | null> {
  const manager = managerOf(config);
  const user = await manager.getUser();
  if (!user) {
    return null;
  }
  const session = sessionOf(manager, user);
  return !user.expired || (await session.renew(user.access_token)) ? session : null;
}

/** Leaves for the issuer's page; it comes back to `/signed-in`. */
export async function startOidc(config: SignInConfig, from: string): Promise<void> {
  await managerOf(config).signinRedirect({ state: { from } });
}

/** Completes a sign-in: the session, and the address where the user was. */
export async function finishOidc(config: SignInConfig): Promise<{ session: Session; from: string }> {
  const manager = managerOf(config);
  const user = await manager.signinCallback();
  if (!user) {
    throw new Error('the issuer sent no user');
  }
  const state = user.state as { from?: string } | null;
  return { session: sessionOf(manager, user), from: state?.from ?? '/' };
}
