import type { Api } from '@/api/client';
import type { Failure } from '@/api/failure';

/** `missing`: its bytes were chosen in another tab, and have to be added again. */
export type FileState = 'waiting' | 'sending' | 'received' | 'rejected' | 'missing' | 'failed';

/** One file of a draft on its way to the server. */
export interface TransferFile {
  documentId: string;
  url: string;
  name: string;
  size: number;
  state: FileState;
  /** Bytes that have arrived. */
  offset: number;
  pages: number | null;
  code: string | null;
  detail: string | null;
  file: File | null;
}

/** The files of a draft. */
export interface Transfer {
  draftId: string;
  name: string | null;
  promptStrategy: string;
  globalPrompt: string | null;
  expiresAt: string;
  files: TransferFile[];
  /** Whether it is submitted as soon as all files are there. */
  submits: boolean;
  /** The server is being asked to submit it. */
  submitting: boolean;
  /** The server has said that it is submitted. */
  submitted: boolean;
  /** Why it could not be submitted. */
  failure: Failure | null;
}

/** What the server knows of a draft, joined with the files of this tab. */
export function transferOf(draft: Api['DraftView'], files: Map<string, File>, known?: Transfer): Transfer {
  return {
    draftId: draft.id,
    name: draft.name ?? null,
    promptStrategy: draft.promptStrategy,
    globalPrompt: draft.globalPrompt ?? null,
    expiresAt: draft.expiresAt,
    files: draft.documents.map((document) => {
      const before = known?.files.find((file) => file.documentId === document.id);
      const file = before?.file ?? files.get(document.id) ?? null;
      return {
        documentId: document.id,
        url: document.contentUrl,
        name: document.filename,
        size: document.sizeBytes,
        state: stateOf(document.state, before, file),
        offset: Math.max(document.offset, before?.offset ?? 0),
        pages: document.pages ?? null,
        code: document.code ?? before?.code ?? null,
        detail: document.detail ?? before?.detail ?? null,
        file,
      };
    }),
    submits: known?.submits ?? false,
    submitting: known?.submitting ?? false,
    submitted: known?.submitted ?? false,
    failure: known?.failure ?? null,
  };
}

/** The user has given it out of hand: what was put in is not edited any more, and the draft is not discarded. */
export function isHandedOver(transfer: Transfer | undefined): boolean {
  return transfer !== undefined && (transfer.submits || transfer.submitting || transfer.submitted);
}

function stateOf(onServer: string, before: TransferFile | undefined, file: File | null): FileState {
  if (onServer === 'received' || onServer === 'rejected') {
    return onServer;
  }
  if (before && before.state !== 'missing') {
    return before.state;
  }
  return file ? 'waiting' : 'missing';
}

/** The chosen files that are those which a draft waits for: by name and size, each once. */
export function match(missing: TransferFile[], chosen: File[]): Map<string, File> {
  const left = [...chosen];
  const found = new Map<string, File>();
  for (const wanted of missing) {
    const at = left.findIndex((file) => file.name === wanted.name && file.size === wanted.size);
    if (at >= 0) {
      found.set(wanted.documentId, left.splice(at, 1)[0]!);
    }
  }
  return found;
}

/** What a dock or a step shows of all files. */
export interface Standing {
  total: number;
  arrived: number;
  bytes: number;
  bytesArrived: number;
  pages: number;
  rejected: TransferFile[];
  missing: TransferFile[];
  failed: TransferFile[];
  /** Nothing is on its way any more. */
  ended: boolean;
}

export function standingOf(transfer: Transfer): Standing {
  const { files } = transfer;
  const of = (state: FileState) => files.filter((file) => file.state === state);
  const received = of('received');
  return {
    total: files.length,
    arrived: received.length + of('rejected').length,
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    bytesArrived: files.reduce((sum, file) => sum + (file.state === 'received' || file.state === 'rejected' ? file.size : file.offset), 0),
    pages: received.reduce((sum, file) => sum + (file.pages ?? 0), 0),
    rejected: of('rejected'),
    missing: of('missing'),
    failed: of('failed'),
    ended: of('waiting').length + of('sending').length === 0,
  };
}
