import { useSyncExternalStore } from 'react';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { once } from '@/api/once';
import { queryClient } from '@/api/queries';
import { onEnd } from '@/session/session';
import { type Transfer, type TransferFile, isHandedOver, match, standingOf, transferOf } from './transfer';
import { send } from './send';

/**
 * Files of all drafts that are sent at once: more would only share the same line, and a browser opens six connections to a server for
 * all of its tabs.
 */
const AT_ONCE = 2;

/** All transfers of this tab. They go on while the user is on other screens. */
let transfers: readonly Transfer[] = [];
const listeners = new Set<() => void>();
const stops = new Map<string, () => void>();
const looks = new Map<string, ReturnType<typeof setTimeout>>();

export function useTransfers(): readonly Transfer[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => transfers,
  );
}

export function transferOfDraft(draftId: string | undefined): Transfer | undefined {
  return transfers.find((transfer) => transfer.draftId === draftId);
}

function put(transfer: Transfer): void {
  transfers = transferOfDraft(transfer.draftId)
    ? transfers.map((other) => (other.draftId === transfer.draftId ? transfer : other))
    : [...transfers, transfer];
  listeners.forEach((listener) => listener());
}

export function forget(draftId: string): void {
  transferOfDraft(draftId)?.files.forEach((file) => stop(file.documentId));
  clearTimeout(looks.get(draftId));
  looks.delete(draftId);
  transfers = transfers.filter((transfer) => transfer.draftId !== draftId);
  listeners.forEach((listener) => listener());
}

function change(draftId: string, edit: (transfer: Transfer) => Transfer): void {
  const transfer = transferOfDraft(draftId);
  if (transfer) {
    put(edit(transfer));
  }
}

function changeFile(draftId: string, documentId: string, edit: Partial<TransferFile>): void {
  change(draftId, (transfer) => ({
    ...transfer,
    files: transfer.files.map((file) => (file.documentId === documentId ? { ...file, ...edit } : file)),
  }));
}

/** Opens a draft on the server and begins to send its files, which stand in the order of the body. */
export async function openDraft(body: Api['NewDraftBody'], files: File[], submits = false): Promise<string> {
  const draft = await once('draft', body, (header) => answer(api.POST('/api/v1/batches/drafts', { params: { header }, body })));
  const inOrder = [...draft.documents].sort((a, b) => a.position - b.position);
  put({ ...transferOf(draft, new Map(inOrder.map((document, index) => [document.id, files[index]!]))), submits });
  void queryClient.invalidateQueries({ queryKey: ['batches'] });
  pump();
  return draft.id;
}

/** Finds a draft again, after the tab or the connection was lost. */
export async function findDraft(draftId: string): Promise<void> {
  const draft = await draftOf(draftId);
  put(transferOf(draft, new Map(), transferOfDraft(draftId)));
}

function draftOf(draftId: string): Promise<Api['DraftView']> {
  return answer(api.GET('/api/v1/batches/drafts/{id}', { params: { path: { id: draftId } } }));
}

/** Gives a draft the files again that it misses; returns how many were found among the chosen ones. */
export function addAgain(draftId: string, chosen: File[]): number {
  const found = match(transferOfDraft(draftId)?.files.filter((file) => file.state === 'missing') ?? [], chosen);
  found.forEach((file, documentId) => changeFile(draftId, documentId, { file, state: 'waiting', code: null, detail: null }));
  pump();
  return found.size;
}

/** Sends again what failed. */
export function resume(draftId: string): void {
  change(draftId, (transfer) => ({
    ...transfer,
    files: transfer.files.map((file) => (file.state === 'failed' && file.file ? { ...file, state: 'waiting' } : file)),
  }));
  pump();
}

/** Drafts stay on the server, where their user finds them again. */
onEnd(() => transfers.forEach(({ draftId }) => forget(draftId)));
addEventListener('online', () => transfers.forEach((transfer) => resume(transfer.draftId)));
addEventListener('beforeunload', (event) => {
  if (transfers.some((transfer) => !transfer.submitted && (isHandedOver(transfer) || !standingOf(transfer).ended))) {
    event.preventDefault();
  }
});

/** Fills the places that are free, the oldest draft first; submits what is complete and should be. */
function pump(): void {
  const all = transfers.flatMap(({ draftId, files }) => files.map((file) => ({ draftId, file })));
  const sending = all.filter(({ file }) => file.state === 'sending').length;
  all
    .filter(({ file }) => file.state === 'waiting' && file.file)
    .slice(0, Math.max(0, AT_ONCE - sending))
    .forEach(({ draftId, file }) => start(draftId, file));
  transfers.filter((transfer) => transfer.submits && isComplete(transfer)).forEach(({ draftId }) => void submitNow(draftId, false));
}

function isComplete(transfer: Transfer): boolean {
  return standingOf(transfer).arrived === transfer.files.length;
}

function start(draftId: string, { documentId, file, url }: TransferFile): void {
  changeFile(draftId, documentId, { state: 'sending' });
  const ended = (edit: Partial<TransferFile>) => {
    stops.delete(documentId);
    changeFile(draftId, documentId, edit);
    look(draftId);
    pump();
  };
  const failed = (failure: Failure) => ended({ state: 'failed', code: failure.code, detail: failure.message });
  let left = false;
  stops.set(documentId, () => (left = true));
  send(file!, url, {
    onProgress: (offset) => changeFile(draftId, documentId, { offset }),
    onReceived: () => ended({ state: 'received', offset: file!.size }),
    onRejected: (code, detail) => ended({ state: 'rejected', code, detail }),
    onFailed: failed,
  }).then(
    (stopIt) => {
      if (left) {
        stopIt();
      } else if (stops.has(documentId)) {
        stops.set(documentId, stopIt);
      }
    },
    (thrown: unknown) => left || failed(Failure.of(thrown)),
  );
}

function stop(documentId: string): void {
  stops.get(documentId)?.();
  stops.delete(documentId);
}

/** Asks the server once for what it has counted in the files that arrived; a draft that was forgotten meanwhile stays so. */
function look(draftId: string): void {
  if (looks.has(draftId) || !transferOfDraft(draftId)) {
    return;
  }
  const timer = setTimeout(() => {
    looks.delete(draftId);
    if (!transferOfDraft(draftId)?.submitted) {
      draftOf(draftId).then(
        (draft) => change(draftId, (transfer) => transferOf(draft, new Map(), transfer)),
        () => {},
      );
    }
  }, 400);
  looks.set(draftId, timer);
}

/** Leaves a file out of the draft; one that the server does not let go is sent on. */
export async function leaveOut(draftId: string, documentId: string): Promise<void> {
  const before = transferOfDraft(draftId)?.files.find((file) => file.documentId === documentId)?.state;
  stop(documentId);
  try {
    await answer(api.DELETE('/api/v1/batches/{id}/documents/{documentId}', { params: { path: { id: draftId, documentId } } }));
    change(draftId, (transfer) => ({ ...transfer, files: transfer.files.filter((file) => file.documentId !== documentId) }));
  } catch (thrown) {
    if (before === 'sending') {
      changeFile(draftId, documentId, { state: 'waiting' });
    }
    throw thrown;
  } finally {
    pump();
  }
}

/** Stops everything, and discards the draft: never one that the server has, or may have, as a batch. */
export async function discard(draftId: string): Promise<void> {
  const transfer = transferOfDraft(draftId);
  if (transfer?.submitting || transfer?.submitted) {
    return;
  }
  forget(draftId);
  await answer(api.POST('/api/v1/batches/{id}/cancel', { params: { path: { id: draftId } } }));
  void queryClient.invalidateQueries({ queryKey: ['batches'] });
}

/** Submits the draft: now if all files have arrived, else when they have. A failure is in the transfer. */
export async function submit(draftId: string, withoutMissing = false): Promise<void> {
  const transfer = transferOfDraft(draftId);
  if (!transfer || transfer.submitting || transfer.submitted) {
    return;
  }
  change(draftId, (known) => ({ ...known, submits: true, failure: null }));
  if (withoutMissing || isComplete(transfer)) {
    await submitNow(draftId, withoutMissing);
  }
}

async function submitNow(draftId: string, withoutMissing: boolean): Promise<void> {
  change(draftId, (transfer) => ({ ...transfer, submits: false, submitting: true }));
  try {
    await answer(
      api.POST('/api/v1/batches/{id}/submit', {
        params: { path: { id: draftId }, header: { 'Idempotency-Key': `submit-${draftId}-${withoutMissing}` } },
        body: { withoutMissing },
      }),
    );
    change(draftId, (transfer) => ({ ...transfer, submitting: false, submitted: true }));
    void queryClient.invalidateQueries({ queryKey: ['batches'] });
    void queryClient.invalidateQueries({ queryKey: ['batch', draftId] });
    void queryClient.invalidateQueries({ queryKey: ['usage'] });
  } catch (thrown) {
    change(draftId, (transfer) => ({ ...transfer, submitting: false, failure: Failure.of(thrown) }));
  }
}
