import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Failure } from '@/api/failure';
import { Button } from '@/kit/Button';
import { sayFailure } from '@/kit/Toasts';
import { type Transfer, isHandedOver, standingOf } from '@/transfers/transfer';
import { discard, openDraft, submit } from '@/transfers/transfers';
import type { Chosen } from './files';
import { bodyOf, clear, clearOf, contentOf, edit, keepOpened, missingPrompts, useInput } from './input';

const route = getRouteApi('/frame/batches/new');

interface Props {
  step: 1 | 2 | 3;
  valid: Chosen[];
  transfer: Transfer | undefined;
  onFailure: (failure: Failure | null) => void;
}

/** Previous, next, submit; and why the next step is not open yet. */
export function WizardActs({ step, valid, transfer, onFailure }: Props) {
  const { t } = useLingui();
  const input = useInput();
  const navigate = route.useNavigate();
  const [busy, setBusy] = useState(false);
  const missing = missingPrompts(input, valid);
  const why = whyNot();

  function whyNot(): string | null {
    if (step === 1) {
      return valid.length === 0 ? t`Add at least one file.` : null;
    }
    if (step === 2) {
      return missing === 'global'
        ? t`Enter a prompt.`
        : missing
          ? plural(missing.length, { one: '# file has no prompt.', other: '# files have no prompt.' })
          : null;
    }
    if (!transfer) {
      return null;
    }
    const { missing: lost, total, rejected } = standingOf(transfer);
    return total === 0 || rejected.length === total
      ? t`No file can be processed.`
      : lost.length > 0
        ? t`Some files are not here; add them again, or submit without them.`
        : null;
  }

  async function run(act: () => Promise<unknown>) {
    setBusy(true);
    onFailure(null);
    try {
      await act();
    } catch (thrown) {
      onFailure(Failure.of(thrown));
    }
    setBusy(false);
  }

  async function toReview() {
    const content = contentOf(input, valid);
    if (input.opened && input.opened.content !== content) {
      await discard(input.opened.draftId).catch(() => {});
      edit({ opened: null });
    }
    const draftId =
      input.opened?.content === content
        ? input.opened.draftId
        : await openDraft(
            bodyOf(input, valid),
            valid.map(({ file }) => file),
          );
    keepOpened(draftId, content);
    await navigate({ search: { draft: draftId } });
  }

  async function cancelAll() {
    const draftId = transfer?.draftId ?? input.opened?.draftId;
    if (transfer) {
      clearOf(transfer.draftId);
    } else {
      clear();
    }
    await navigate({ to: '/batches', search: {} });
    if (draftId) {
      await discard(draftId).catch((thrown: unknown) => sayFailure(Failure.of(thrown)));
    }
  }

  const isOwn = step === 3 && input.opened !== null && input.opened.draftId === transfer?.draftId && !isHandedOver(transfer);
  const lost = transfer ? standingOf(transfer).missing.length : 0;
  return (
    <footer className="wizard-acts">
      <Button look="quiet" isDisabled={transfer?.submitting || transfer?.submitted} onPress={() => void cancelAll()}>
        {step === 3 ? t`Cancel all` : t`Cancel`}
      </Button>
      <span className="grow small muted" role="status">
        {why ?? (transfer?.submits ? t`It is submitted as soon as all files are there; you may go on elsewhere.` : '')}
      </span>
      {(step === 2 || isOwn) && (
        <Button
          onPress={() => {
            edit({ step: step === 2 ? 1 : 2 });
            void navigate({ search: {} });
          }}
        >
          {t`Previous`}
        </Button>
      )}
      {step === 1 && (
        <Button look="primary" isDisabled={why !== null} onPress={() => edit({ step: 2 })}>
          {t`Next: Configure Prompts`}
        </Button>
      )}
      {step === 2 && (
        <Button look="primary" isPending={busy} isDisabled={why !== null} onPress={() => void run(toReview)}>
          {t`Next: Review Batch`}
        </Button>
      )}
      {step === 3 && transfer && lost > 0 && (
        <Button isDisabled={lost === transfer.files.length || isHandedOver(transfer)} onPress={() => void run(() => submit(transfer.draftId, true))}>
          {t`Submit without them`}
        </Button>
      )}
      {step === 3 && transfer && (
        <Button
          look="primary"
          isPending={isHandedOver(transfer)}
          isDisabled={why !== null}
          onPress={() => void run(() => submit(transfer.draftId))}
        >
          {t`Submit Batch`}
        </Button>
      )}
    </footer>
  );
}
