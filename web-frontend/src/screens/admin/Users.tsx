import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { once } from '@/api/once';
import { Button } from '@/kit/Button';
import { Confirm } from '@/kit/Confirm';
import { TextField } from '@/kit/Field';
import { Select } from '@/kit/Select';
import { FailureNotice } from '@/kit/State';
import { dateTime, number } from '@/texts/format';
import { tierName } from '@/texts/names';
import { erasureQuery, tiersQuery } from './api';
import { useAct } from './useAct';

/** One user, by their id: plan, credits, and erasing them. The API has no list of users. */
export function Users() {
  const { t } = useLingui();
  const [id, setId] = useState('');
  const user = id.trim();
  return (
    <div className="stack admin-users">
      <TextField label={t`User id`} value={id} onChange={setId} hint={t`As in the user's token (sub). Every change is recorded with its reason.`} />
      {user !== '' && (
        <div key={user} className="stack">
          <PlanForm user={user} />
          <CreditsForm user={user} />
          <EraseForm user={user} />
        </div>
      )}
    </div>
  );
}

function PlanForm({ user }: { user: string }) {
  const { t } = useLingui();
  const tiers = useQuery(tiersQuery);
  const { busy, failure, run } = useAct();
  const [tier, setTier] = useState('plus');
  const [reason, setReason] = useState('');
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run(
          () => answer(api.PUT('/api/v1/admin/users/{id}/subscription', { params: { path: { id: user } }, body: { tier, status: 'active', reason } })),
          t`${user} has the plan ${tierName(tier)} now.`,
        );
      }}
    >
      <h2>{t`Plan`}</h2>
      <Select label={t`Plan`} value={tier} onChange={setTier} choices={(tiers.data?.items ?? []).map(({ name }) => ({ value: name, label: tierName(name) }))} />
      <TextField label={t`Reason for the plan`} value={reason} onChange={setReason} required maxLength={1000} />
      {failure && <FailureNotice failure={failure} />}
      <Button type="submit" isPending={busy} isDisabled={reason.trim() === ''}>{t`Give this plan`}</Button>
    </form>
  );
}

function CreditsForm({ user }: { user: string }) {
  const { t } = useLingui();
  const { busy, failure, run } = useAct();
  const [kind, setKind] = useState<'bonus' | 'purchase' | 'refund' | 'adjustment'>('bonus');
  const [pages, setPages] = useState('100');
  const [reason, setReason] = useState('');
  const amount = Number(pages);
  const isFit = Number.isInteger(amount) && amount !== 0 && (kind === 'adjustment' || (kind === 'refund' ? amount < 0 : amount > 0));
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        const body = { kind, pages: amount, reason };
        void run(
          () =>
            once(`credits ${user}`, body, (header) =>
              answer(api.POST('/api/v1/admin/users/{id}/credits', { params: { path: { id: user }, header }, body })),
            ),
          ({ left }) => t`${user} has ${number(left)} pages of credits now.`,
        );
      }}
    >
      <h2>{t`Credits`}</h2>
      <Select
        label={t`Kind`}
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'bonus', label: t`Bonus` },
          { value: 'purchase', label: t`Purchase` },
          { value: 'refund', label: t`Refund (below zero)` },
          { value: 'adjustment', label: t`Adjustment (either way)` },
        ]}
      />
      <TextField label={t`Pages`} value={pages} onChange={setPages} problem={isFit ? undefined : t`A whole number that fits the kind.`} />
      <TextField label={t`Reason for the credits`} value={reason} onChange={setReason} required maxLength={1000} />
      {failure && <FailureNotice failure={failure} />}
      <Button type="submit" isPending={busy} isDisabled={!isFit || reason.trim() === ''}>{t`Change the credits`}</Button>
    </form>
  );
}

function EraseForm({ user }: { user: string }) {
  const { t } = useLingui();
  const { failure, run } = useAct();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const erasure = useQuery(erasureQuery(user));
  const erase = () => answer(api.DELETE('/api/v1/admin/users/{id}', { params: { path: { id: user }, query: { reason } } }));
  return (
    <section className="card stack" aria-labelledby="erase">
      <h2 id="erase">{t`Erase`}</h2>
      {erasure.data && (
        <p>
          {erasure.data.emptiedAt
            ? t`Erasing was requested ${dateTime(erasure.data.requestedAt)}; nothing has been left since ${dateTime(erasure.data.emptiedAt)}.`
            : t`Erasing was requested ${dateTime(erasure.data.requestedAt)}; the next pass is ${dateTime(erasure.data.nextPassAt)}.`}
        </p>
      )}
      <TextField label={t`Reason for erasing`} value={reason} onChange={setReason} maxLength={1000} />
      {failure && <FailureNotice failure={failure} />}
      <Button look="danger" isDisabled={reason.trim() === ''} onPress={() => setAsked(true)}>{t`Erase the user`}</Button>
      {asked && (
        <Confirm
          title={t`Erase ${user}`}
          act={t`Erase all data of the user`}
          onAct={async () => {
            const failed = await run(erase, t`${user} is being erased.`);
            await erasure.refetch();
            return failed;
          }}
          onClose={() => setAsked(false)}
        >
          {t`All batches, documents, data, exports and settings of ${user} are deleted in every service, for good. Entries of money stay, under a pseudonym.`}
        </Confirm>
      )}
    </section>
  );
}
