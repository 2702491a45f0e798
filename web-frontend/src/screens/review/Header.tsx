import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { CheckCheck, ChevronLeft, ChevronRight, Download, History, Keyboard, RotateCcw, Save, Trash2, Undo2 } from 'lucide-react';
import type { Api } from '@/api/client';
import { Button } from '@/kit/Button';
import { StatusBadge } from '@/kit/Status';
import { number } from '@/texts/format';

export interface HeaderActs {
  previous: (() => void) | null;
  next: (() => void) | null;
  save: (() => void) | null;
  reset: (() => void) | null;
  confirm: (() => void) | null;
  withdraw: (() => void) | null;
  history: (() => void) | null;
  redo: (() => void) | null;
  export: (() => void) | null;
  delete: () => void;
  keys: () => void;
}

/** Which document this is, how many are left, and what can be done with it. */
export function Header({ document, status, left, busy, acts }: {
  document: Api['DocumentView'];
  status: string;
  left: number | null;
  busy: boolean;
  acts: HeaderActs;
}) {
  const { t } = useLingui();
  return (
    <header className="review-head">
      <Button look="quiet" icon aria-label={t`Previous document`} isDisabled={!acts.previous} onPress={() => acts.previous?.()}>
        <ChevronLeft aria-hidden />
      </Button>
      <span className="small review-left" role="status">
        {left === null ? '' : left === 0 ? t`None left to review` : t`${number(left)} left to review`}
      </span>
      <Button look="quiet" icon aria-label={t`Next document`} isDisabled={!acts.next} onPress={() => acts.next?.()}>
        <ChevronRight aria-hidden />
      </Button>
      <h1 className="cut" title={document.filename ?? ''}>
        {document.filename ?? document.id}
      </h1>
      <StatusBadge status={status} />
      <Link className="small" to="/batches/$id" params={{ id: document.batchId }} search={{}}>
        {t`To the batch`}
      </Link>
      <span className="grow" />
      <Button look="quiet" icon aria-label={t`Keys`} onPress={acts.keys}>
        <Keyboard aria-hidden />
      </Button>
      {acts.history && (
        <Button look="quiet" icon aria-label={t`History`} onPress={acts.history}>
          <History aria-hidden />
        </Button>
      )}
      <Button look="quiet" icon aria-label={t`Delete the document`} onPress={acts.delete}>
        <Trash2 aria-hidden />
      </Button>
      {acts.redo && (
        <Button onPress={acts.redo}>
          <RotateCcw aria-hidden />
          {t`Redo…`}
        </Button>
      )}
      {acts.export && (
        <Button onPress={acts.export}>
          <Download aria-hidden />
          {t`Export…`}
        </Button>
      )}
      {acts.reset && (
        <Button onPress={acts.reset}>
          <Undo2 aria-hidden />
          {t`Reset`}
        </Button>
      )}
      {acts.save && (
        <Button isPending={busy} onPress={acts.save}>
          <Save aria-hidden />
          {t`Save`}
        </Button>
      )}
      {acts.withdraw && <Button isPending={busy} onPress={acts.withdraw}>{t`Withdraw confirmation`}</Button>}
      {acts.confirm && (
        <Button look="primary" isPending={busy} onPress={acts.confirm}>
          <CheckCheck aria-hidden />
          {t`Confirm`}
        </Button>
      )}
    </header>
  );
}
