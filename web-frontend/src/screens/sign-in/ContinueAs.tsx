import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { CheckField, RadioCards, TextField } from '@/kit/Field';
import { FailureNotice } from '@/kit/State';
import { continueAs } from '@/session/local';
import { beginSession } from '@/session/session';

/** On one machine: a name and a plan are enough. */
export function ContinueAs({ user: first, onDone }: { user: string; onDone: () => void }) {
  const { t } = useLingui();
  const [user, setUser] = useState(first);
  const [tier, setTier] = useState<'starter' | 'plus' | 'growth'>('plus');
  const [admin, setAdmin] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  async function signIn() {
    setBusy(true);
    try {
      const session = await continueAs({ user: user.trim(), tier, admin });
      beginSession(session);
      onDone();
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
    setBusy(false);
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <p className="muted">{t`This system runs on this machine, for one person. Choose who you are; there is no password.`}</p>
      <TextField label={t`Name`} value={user} onChange={setUser} required maxLength={255} autoFocus autoComplete="username" />
      <div className="stack plans">
        <span className="label">{t`Plan`}</span>
        <RadioCards
          label={t`Plan`}
          value={tier}
          onChange={setTier}
          choices={[
            { value: 'starter', label: 'Starter', hint: t`No batches, 100 pages a month` },
            { value: 'plus', label: 'Plus', hint: t`25 documents a batch, 1,000 pages a month` },
            { value: 'growth', label: 'Growth', hint: t`100 documents a batch, 10,000 pages a month` },
          ]}
        />
      </div>
      <CheckField label={t`Administrator`} checked={admin} onChange={setAdmin} />
      {failure && <FailureNotice failure={failure} />}
      <Button type="submit" look="primary" isPending={busy} isDisabled={user.trim() === ''}>
        {t`Continue`}
      </Button>
    </form>
  );
}
