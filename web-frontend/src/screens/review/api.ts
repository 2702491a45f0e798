import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Api } from '@/api/client';
import { Failure } from '@/api/failure';
import { once } from '@/api/once';
import type { Check, Evidence } from './data/fields';
import type { Operation } from './data/patch';
import { type Value, read, write } from '@/api/value';

/** A version of a document's data, as it was read. */
export interface Loaded {
  view: Omit<Api['DataView'], 'data' | 'verified'>;
  data: Value;
  /** Who changed which value, by JSON Pointer. */
  verified: Record<string, { by?: string; at?: string }>;
  evidence?: Record<string, Evidence>;
  checks?: Check[];
  etag: string;
}

/** Data are read as text, so that numbers keep their digits. */
function loaded(text: string, response: Response): Loaded {
  const view = JSON.parse(text) as Api['DataView'] & Pick<Loaded, 'evidence' | 'checks'>;
  const exact = read(text) as { data: Value };
  return {
    view,
    data: exact.data,
    verified: (view.verified ?? {}) as Loaded['verified'],
    evidence: view.evidence,
    checks: view.checks,
    etag: response.headers.get('ETag') ?? '',
  };
}

type TextCall = Promise<{ data?: string; error?: unknown; response: Response }>;

/** As {@link answer}, of a call whose body is read as text. */
async function textOf(call: TextCall): Promise<{ text: string; response: Response }> {
  let result;
  try {
    result = await call;
  } catch (thrown) {
    throw Failure.of(thrown);
  }
  if (!result.response.ok) {
    throw Failure.ofAnswer(result.response, parsed(result.error));
  }
  return { text: result.data ?? '', response: result.response };
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as unknown) : body;
  } catch {
    return null;
  }
}

async function readData(id: string, at?: { version: number; edit: number }, signal?: AbortSignal): Promise<Loaded> {
  const call = api.GET('/api/v1/documents/{id}/data', {
    signal: signal ?? null,
    params: { path: { id }, query: at ?? {} },
    parseAs: 'text',
  });
  const { text, response } = await textOf(call as unknown as TextCall);
  return loaded(text, response);
}

export function documentQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/documents/{id}', { signal, params: { path: { id } } })),
  });
}

/** The current version of the data. Its key begins as that of other readers of the data, so that live events reach it. */
export function exactDataQuery(id: string) {
  return queryOptions({ queryKey: ['data', id, 'exact'], queryFn: ({ signal }) => readData(id, undefined, signal) });
}

/** One version; it never changes. */
export function versionQuery(id: string, version: number, edit: number) {
  return queryOptions({
    queryKey: ['version', id, version, edit],
    queryFn: ({ signal }) => readData(id, { version, edit }, signal),
    staleTime: Infinity,
  });
}

/** What to look at before and after a document, in the order of a review. */
export function queueQuery(batchId: string, documentId: string) {
  return queryOptions({
    queryKey: ['review', batchId, documentId],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/batches/{batchId}/review', { signal, params: { path: { batchId }, query: { after: documentId, limit: 1 } } })),
  });
}

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['versions', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/documents/{id}/data/versions', { signal, params: { path: { id }, query: { limit: 100 } } })),
  });
}

/** What differs between two versions, in values with their own digits. */
export function diffQuery(id: string, from: string, to: string) {
  return queryOptions({
    queryKey: ['diff', id, from, to],
    queryFn: async ({ signal }) => {
      const call = api.GET('/api/v1/documents/{id}/data/versions/{a}/diff/{b}', {
        signal,
        params: { path: { id, a: from, b: to } },
        parseAs: 'text',
      });
      const { text } = await textOf(call as unknown as TextCall);
      return read(text) as unknown as Diff;
    },
    staleTime: Infinity,
  });
}

export interface Diff {
  changes: { kind: string; pointer: string; from?: string; before?: Value; after?: Value }[];
  truncated: boolean;
}

/** Edits the version that was seen; the new version. */
export async function saveEdits(id: string, etag: string, operations: Operation[]): Promise<Loaded> {
  const call = api.PATCH('/api/v1/documents/{id}/data', {
    params: { path: { id }, header: { 'If-Match': etag } },
    headers: { 'Content-Type': 'application/json-patch+json' },
    body: operations as never,
    bodySerializer: write,
    parseAs: 'text',
  });
  const { text, response } = await textOf(call as unknown as TextCall);
  return loaded(text, response);
}

export function confirmVersion(id: string, etag: string) {
  return once(`confirm ${id}`, etag, (header) =>
    answer(api.POST('/api/v1/documents/{id}/confirm', { params: { path: { id }, header: { 'If-Match': etag, ...header } } })),
  );
}

export function withdrawConfirmation(id: string) {
  return answer(api.DELETE('/api/v1/documents/{id}/confirm', { params: { path: { id } } }));
}

export function restoreVersion(id: string, version: number, edit: number) {
  const body = { version, edit };
  return once(`restore ${id}`, body, (header) =>
    answer(api.POST('/api/v1/documents/{id}/data/restore', { params: { path: { id }, header }, body })),
  );
}

export function redo(id: string, change: { prompt?: string; documentType?: string }) {
  const body = { documentIds: [id], ...change };
  return once('redo', body, (header) => answer(api.POST('/api/v1/documents/redo', { params: { header }, body })));
}

export function deleteDocument(id: string) {
  return answer(api.DELETE('/api/v1/documents/{id}', { params: { path: { id } } }));
}
