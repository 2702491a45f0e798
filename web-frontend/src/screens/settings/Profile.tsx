import { useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { Failure } from '@/api/failure';
import { CheckField, RadioCards } from '@/kit/Field';
import { FailureNotice, FailureState, Skeleton } from '@/kit/State';
import { useSession } from '@/session/session';
import { type Theme, choose, chooseTheme, language, theme } from '@/texts/i18n';
import { noticesQuery } from './api';
import { Learning } from './Learning';

/** Who the user is, how the page looks to them, and which e-mails they get. */
export function Profile() {
  const { t } = useLingui();
  const session = useSession();
  const [look, setLook] = useState<Theme>(theme);
  const roles = session?.user.roles.join(', ') ?? '';
  return (
    <div className="stack settings">
      <section className="card stack" aria-labelledby="account">
        <h2 id="account">{t`Account`}</h2>
        <dl className="pairs">
          <dt>{t`Name`}</dt>
          <dd>{session?.user.name}</dd>
          <dt>{t`User id`}</dt>
          <dd className="breaks">{session?.user.id}</dd>
          {roles !== '' && (
            <>
              <dt>{t`Roles`}</dt>
              <dd>{roles}</dd>
            </>
          )}
        </dl>
      </section>
      <section className="card stack" aria-labelledby="look">
        <h2 id="look">{t`Language and theme`}</h2>
        <RadioCards
          label={t`Language`}
          value={language()}
          onChange={(chosen) => void choose(chosen)}
          choices={[
            { value: 'en', label: 'English', hint: '' },
            { value: 'de', label: 'Deutsch', hint: '' },
          ]}
        />
        <RadioCards
          label={t`Theme`}
          value={look}
          onChange={(chosen) => {
            chooseTheme(chosen);
            setLook(chosen);
          }}
          choices={[
            { value: 'light', label: t`Light`, hint: '' },
            { value: 'dark', label: t`Dark`, hint: '' },
          ]}
        />
      </section>
      <section className="card stack" aria-labelledby="learning">
        <h2 id="learning">{t`Corrections`}</h2>
        <Learning />
      </section>
      <section className="card stack" aria-labelledby="notices">
        <h2 id="notices">{t`E-mail`}</h2>
        <Notices />
      </section>
    </div>
  );
}

function Notices() {
  const { t } = useLingui();
  const client = useQueryClient();
  const notices = useQuery(noticesQuery);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (notices.isPending) {
    return <Skeleton lines={2} />;
  }
  if (notices.isError) {
    return <FailureState failure={notices.error} onRetry={() => void notices.refetch()} />;
  }
  const { email, address, available } = notices.data;
  async function change(on: boolean) {
    setFailure(null);
    client.setQueryData(noticesQuery.queryKey, (known) => known && { ...known, email: on ? 'on' : 'off' });
    try {
      client.setQueryData(noticesQuery.queryKey, await answer(api.PUT('/api/v1/notices', { body: { email: on ? 'on' : 'off' } })));
    } catch (thrown) {
      setFailure(Failure.of(thrown));
      void notices.refetch();
    }
  }
  return (
    <>
      <CheckField label={t`Send me an e-mail when a batch has ended`} checked={email === 'on'} onChange={(on) => void change(on)} />
      {email === 'on' && address && <p className="small muted">{t`It goes to ${address}.`}</p>}
      {!available && <p className="small muted">{t`This installation sends no e-mail.`}</p>}
      {failure && <FailureNotice failure={failure} />}
    </>
  );
}
