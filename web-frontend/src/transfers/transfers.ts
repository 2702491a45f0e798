import { useSyncExternalStore } from 'react';
import { answer, api, type Api, idempotencyKey } from '@/api/client';
import { Failure } from '@/api/failure';
import { queryClient } from '@/api/queries';
import { type Transfer, type TransferFile, match, standingOf, transferOf } from './transfer';
import { send } from './send';

/** Files are sent a few at a time: more would only share the same connection. */
const AT_ONCE = 4;

/** All transfers of this tab. They go on while the user is on other screens. */
let transfers: readonly Transfer[] = [];
const listeners = new Set<() => void>();
const stops = new Map<string, () => void>();
let looking: ReturnType<typeof setTimeout> | null = null;

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
  transfers = [...transfers.filter((other) => other.draftId !== transfer.draftId), transfer];
  listeners.forEach((listener) => listener());
}

export function forget(draftId: string): void {
  transferOfDraft(draftId)?.files.forEach((file) => stop(file.documentId));
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
  const draft = await answer(api.POST('/api/v1/batches/drafts', { params: { header: { 'Idempotency-Key': idempotencyKey() } }, body }));
  const inOrder = [...draft.documents].sort((a, b) => a.position - b.position);
  put({ ...transferOf(draft, new Map(inOrder.map((document, index) => [document.id, files[index]!]))), submits });
  void queryClient.invalidateQueries({ queryKey: ['batches'] });
  pump(draft.id);
  return draft.id;
}

/** Finds a draft again, after the tab or the connection was lost. */
export async function findDraft(draftId: string): Promise<void> {
  const draft = await answer(api.GET('/api/v1/batches/drafts/{id}', { params: { path: { id: draftId } } }));
  put(transferOf(draft, new Map(), transferOfDraft(draftId)));
}

/** Gives a draft the files again that it misses; returns how many were found among the chosen ones. */
export function addAgain(draftId: string, chosen: File[]): number {
  const found = match(transferOfDraft(draftId)?.files.filter((file) => file.state === 'missing') ?? [], chosen);
  found.forEach((file, documentId) => changeFile(draftId, documentId, { file, state: 'waiting', code: null, detail: null }));
  pump(draftId);
  return found.size;
}

/** Sends again what failed. */
export function resume(draftId: string): void {
  change(draftId, (transfer) => ({
    ...transfer,
    failure: null,
    files: transfer.files.map((file) => (file.state === 'failed' && file.file ? { ...file, state: 'waiting' } : file)),
  }));
  pump(draftId);
}

addEventListener('online', () => transfers.forEach((transfer) => resume(transfer.draftId)));
addEventListener('beforeunload', (event) => {
  if (transfers.some((transfer) => !transfer.submitted && !standingOf(transfer).ended)) {
    event.preventDefault();
  }
});

function pump(draftId: string): void {
  const transfer = transferOfDraft(draftId);
  if (!transfer) {
    return;
  }
  const sending = transfer.files.filter((file) => file.state === 'sending').length;
  const next = transfer.files.filter((file) => file.state === 'waiting' && file.file).slice(0, AT_ONCE - sending);
  next.forEach((file) => start(draftId, file));
  if (transfer.submits && !transfer.submitted && standingOf(transfer).arrived === transfer.files.length) {
    void submitNow(draftId, false);
  }
}

function start(draftId: string, { documentId, file, url }: TransferFile): void {
  changeFile(draftId, documentId, { state: 'sending' });
  const ended = (edit: Partial<TransferFile>) => {
    stops.delete(documentId);
    changeFile(draftId, documentId, edit);
    look(draftId);
    pump(draftId);
  };
  void send(file!, url, {
    onProgress: (offset) => changeFile(draftId, documentId, { offset }),
    onReceived: () => ended({ state: 'received', offset: file!.size }),
    onRejected: (code, detail) => ended({ state: 'rejected', code, detail }),
    onFailed: (failure) => ended({ state: 'failed', code: failure.code, detail: failure.message }),
  }).then((stopIt) => {
    if (transferOfDraft(draftId)?.files.some((one) => one.documentId === documentId && one.state === 'sending')) {
      stops.set(documentId, stopIt);
    }
  });
}

function stop(documentId: string): void {
  stops.get(documentId)?.();
  stops.delete(documentId);
}

/** Asks the server once for what it has counted in the files that arrived. */
function look(draftId: string): void {
  looking ??= setTimeout(() => {
    looking = null;
    if (!transferOfDraft(draftId)?.submitted) {
      findDraft(draftId).catch(() => {});
    }
  }, 400);
}

/** Leaves a file out of the draft. */
export async function leaveOut(draftId: string, documentId: string): Promise<void> {
  stop(documentId);
  await answer(api.DELETE('/api/v1/batches/{id}/documents/{documentId}', { params: { path: { id: draftId, documentId } } }));
  change(draftId, (transfer) => ({ ...transfer, files: transfer.files.filter((file) => file.documentId !== documentId) }));
  pump(draftId);
}

/** Stops everything, and discards the draft. */
export async function discard(draftId: string): Promise<void> {
  forget(draftId);
  await answer(api.POST('/api/v1/batches/{id}/cancel', { params: { path: { id: draftId } } }));
  void queryClient.invalidateQueries({ queryKey: ['batches'] });
}

/** Submits the draft: now if all files have arrived, else when they have. */
export function submit(draftId: string, withoutMissing = false): Promise<void> {
  change(draftId, (transfer) => ({ ...transfer, submits: true, failure: null }));
  const transfer = transferOfDraft(draftId);
  return transfer && (withoutMissing || standingOf(transfer).arrived === transfer.files.length) ? submitNow(draftId, withoutMissing) : Promise.resolve();
}

async function submitNow(draftId: string, withoutMissing: boolean): Promise<void> {
  change(draftId, (transfer) => ({ ...transfer, submits: false, submitted: true }));
  try {
    await answer(
      api.POST('/api/v1/batches/{id}/submit', {
        params: { path: { id: draftId }, header: { 'Idempotency-Key': `submit-${draftId}-${withoutMissing}` } },
        body: { withoutMissing },
      }),
    );
    void queryClient.invalidateQueries({ queryKey: ['batches'] });
    void queryClient.invalidateQueries({ queryKey: ['usage'] });
  } catch (thrown) {
    change(draftId, (transfer) => ({ ...transfer, submitted: false, failure: Failure.of(thrown) }));
  }
}
