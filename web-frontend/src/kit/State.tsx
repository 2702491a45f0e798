import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, Inbox, Info, Lock, type LucideIcon, TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Failure } from '@/api/failure';
import { sentence } from '@/texts/codes';
import { Button } from './Button';

/** What a screen shows in place of its content. */
export function State({ icon: Icon = Inbox, title, children }: { icon?: LucideIcon; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="state">
      <Icon aria-hidden />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A call for the screen's content failed: the sentence, what can be done, and what to quote. */
export function FailureState({ failure: thrown, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const { t } = useLingui();
  const failure = Failure.of(thrown);
  const icon = failure.code === 'network_lost' ? WifiOff : failure.code === 'forbidden' ? Lock : TriangleAlert;
  const title =
    failure.code === 'network_lost' ? t`No connection` : failure.code === 'forbidden' ? t`No access` : failure.code === 'not_found' ? t`Not found` : t`This did not work`;
  return (
    <State icon={icon} title={title}>
      <p role="alert">{sentence(failure)}</p>
      {onRetry && failure.code !== 'forbidden' && failure.code !== 'not_found' && <Button onPress={onRetry}>{t`Try again`}</Button>}
      <Reference failure={failure} />
    </State>
  );
}

/** The code and the request id, to be copied with one click. */
export function Reference({ failure }: { failure: Failure }) {
  return (
    <span className="reference">
      {failure.code}
      {failure.requestId && ` · ${failure.requestId}`}
    </span>
  );
}

const ICONS = { info: Info, warning: TriangleAlert, failed: CircleAlert };

/** A remark within a screen, with an act to the right of it. */
export function Notice({ look = 'info', children, act }: { look?: 'info' | 'warning' | 'failed'; children: ReactNode; act?: ReactNode }) {
  const Icon = ICONS[look];
  return (
    <div className={`notice ${look}`} role={look === 'failed' ? 'alert' : undefined}>
      <Icon aria-hidden />
      <div className="grow">{children}</div>
      {act && <div className="notice-act">{act}</div>}
    </div>
  );
}

/** An act within a screen failed. */
export function FailureNotice({ failure, act }: { failure: Failure; act?: ReactNode }) {
  return (
    <Notice look="failed" act={act}>
      {sentence(failure)}
      <br />
      <Reference failure={failure} />
    </Notice>
  );
}

/** Grey lines where content is about to be; they appear after 150 ms. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className="stack" aria-busy="true">
      <span className="visually-hidden" role="status">
        <Trans>Loading</Trans>
      </span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="skeleton" style={{ width: `${90 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
