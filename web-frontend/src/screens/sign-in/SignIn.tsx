import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FailureState, Skeleton } from '@/kit/State';
import { restoreSession } from '@/session/restore';
import { type SignInConfig, signInConfig } from '@/session/session';
import { Button } from '@/kit/Button';
import { ContinueAs } from './ContinueAs';

const route = getRouteApi('/sign-in');

/** Where a user without a session is: the way to the OIDC issuer, or "continue as" on one machine. */
export function SignIn() {
  const { t } = useLingui();
  const router = useRouter();
  const { from, user } = route.useSearch();
  const config = useQuery({ queryKey: ['sign-in'], queryFn: signInConfig });
  useEffect(() => {
    // Another tab may have signed in meanwhile.
    void restoreSession().then((known) => known && router.history.replace(safe(from)), () => {});
  }, [from, router]);
  const leave = (issuer: SignInConfig) => void import('@/session/oidc').then(({ startOidc }) => startOidc(issuer, safe(from)));
  return (
    <main className="sign-in">
      <div className="card stack">
        <h1 className="line">
          <img src="/icon.svg" alt="" width="28" height="28" />
          IngestIO
        </h1>
        {config.isPending && <Skeleton lines={3} />}
        {config.isError && <FailureState failure={config.error} onRetry={() => void config.refetch()} />}
        {config.data?.mode === 'local' && <ContinueAs user={user ?? 'local'} onDone={() => router.history.replace(safe(from))} />}
        {config.data?.mode === 'none' && <p>{t`This installation has no sign-in: set its OIDC issuer.`}</p>}
        {config.data?.mode === 'oidc' && (
          <>
            <p>{t`Turn a pile of documents into a table you can trust.`}</p>
            <Button look="primary" onPress={() => config.data && leave(config.data)}>{t`Sign in`}</Button>
          </>
        )}
      </div>
    </main>
  );
}

/** Only addresses of this page: another site must not send a user on from here. */
export function safe(from: string | undefined): string {
  return from && /^\/(?![/\\])/.test(from) ? from : '/batches';
}
