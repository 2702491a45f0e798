import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Link, useNavigate } from '@tanstack/react-router';
import { CheckCheck, ChevronDown, Download } from 'lucide-react';
import { useRef, useState } from 'react';
import type { BatchDetail } from '@/api/client';
import { Button } from '@/kit/Button';
import { PartsBar } from '@/kit/Progress';
import { Notice } from '@/kit/State';
import { StatusBadge } from '@/kit/Status';
import { useNow } from '@/kit/useNow';
import { duration, number } from '@/texts/format';
import { strategyName } from '@/texts/names';
import { BatchActs } from '../batches/BatchActs';
import { When } from '../batches/columns';
import { ExportOf } from '../exports/ExportOf';
import { BatchTitle } from './BatchTitle';
import { useNextToReview } from './useNextToReview';
import type { Document } from './summary';

/** What a batch is, how it stands, and what can be done with it. */
export function BatchHead({ batch, first }: { batch: BatchDetail; first: Document | undefined }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const now = useNow();
  const [menu, setMenu] = useState(false);
  const [editing, setEditing] = useState(false);
  const [exporting, setExporting] = useState(false);
  const at = useRef<HTMLButtonElement>(null);
  const review = useNextToReview(batch);
  const toReview = batch.tabs.toReview;
  const end = batch.completedAt ? Date.parse(batch.completedAt) : now;
  const facts = [
    plural(batch.documentCount, { one: '# document', other: '# documents' }),
    plural(batch.totalPages, { one: '# page', other: '# pages' }),
    strategyName(batch.promptStrategy),
    batch.completedAt ? t`took ${duration(end - Date.parse(batch.createdAt))}` : null,
    first?.model ? t`engine ${first.model}` : null,
  ].filter(Boolean);
  return (
    <header className="batch-head">
      <div className="line">
        <BatchTitle batch={batch} editing={editing} onEditing={setEditing} />
        <StatusBadge status={batch.status} />
        <span className="grow" />
        {batch.status === 'pending_upload' && (
          <Link className="button primary" to="/batches/new" search={{ draft: batch.id }}>
            {t`Continue`}
          </Link>
        )}
        {(toReview > 0 || batch.tabs.error > 0) && batch.completedAt && (
          <Button look="primary" isDisabled={review === null} onPress={() => review && void navigate({ to: `/review/${review}` as string })}>
            <CheckCheck aria-hidden />
            {t`Review (${number(toReview)})`}
          </Button>
        )}
        <Button isDisabled={batch.completedCount === 0} onPress={() => setExporting(true)}>
          <Download aria-hidden />
          {t`Export`}
        </Button>
        <Button ref={at} aria-haspopup="menu" onPress={() => setMenu(true)}>
          {t`More`}
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <PartsBar counts={batch} />
      <p className="small muted">
        {facts.join(' · ')} · {t`submitted`} <When at={batch.createdAt} />
      </p>
      {batch.lastErrorMessage && <Notice look="failed">{batch.lastErrorMessage}</Notice>}
      {batch.cancelRequested && !batch.completedAt && <Notice>{t`The batch is being cancelled; what is done stays.`}</Notice>}
      <BatchActs
        batch={menu ? batch : null}
        at={at}
        onClose={() => setMenu(false)}
        onRename={() => setEditing(true)}
        onDeleted={() => void navigate({ to: '/batches', search: {} })}
      />
      {exporting && <ExportOf of={{ batchId: batch.id }} onClose={() => setExporting(false)} />}
    </header>
  );
}
