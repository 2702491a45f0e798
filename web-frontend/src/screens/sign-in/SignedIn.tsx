import { useLingui } from '@lingui/react/macro';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Skeleton, State } from '@/kit/State';
import { finishOidc } from '@/session/oidc';
import { beginSession, signInConfig } from '@/session/session';
import { safe } from './SignIn';

let finishing: Promise<string> | null = null;

/** An answer of the issuer can be used once, so it is used once even where the page is drawn twice. */
function finish(): Promise<string> {
  finishing ??= signInConfig()
    .then(finishOidc)
    .then(({ session, from }) => {
      beginSession(session);
      return safe(from);
    });
  return finishing;
}

/** Where the OIDC issuer sends the user back to. */
export function SignedIn() {
  const { t } = useLingui();
  const router = useRouter();
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    finish().then(
      (from) => {
        finishing = null;
        router.history.replace(from);
      },
      (thrown: unknown) => setFailed(thrown instanceof Error ? thrown.message : String(thrown)),
    );
  }, [router]);
  return (
    <main className="sign-in">
      <div className="card">
        {failed === null ? (
          <Skeleton lines={3} />
        ) : (
          <State title={t`You were not signed in`}>
            <p>{failed}</p>
            <Link className="button" to="/sign-in">
              {t`Try again`}
            </Link>
          </State>
        )}
      </div>
    </main>
  );
}
