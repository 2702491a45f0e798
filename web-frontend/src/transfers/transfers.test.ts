import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Sending } from './send';
import { discard, forget, leaveOut, openDraft, submit, transferOfDraft } from './transfers';

const uploads = vi.hoisted(() => [] as { name: string; sending: Sending; stopped: boolean }[]);
const loading = vi.hoisted(() => ({ failure: null as Error | null }));

vi.mock('./send', () => ({
  send: async (file: File, _url: string, sending: Sending) => {
    if (loading.failure) {
      throw loading.failure;
    }
    const upload = { name: file.name, sending, stopped: false };
    uploads.push(upload);
    return () => (upload.stopped = true);
  },
}));

/** What the server answers, by the end of the address. */
const answers: Record<string, () => Promise<Response>> = {};
const called: string[] = [];

function json(status: number, body: unknown): () => Promise<Response> {
  return async () => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

function problem(status: number, code: string): () => Promise<Response> {
  return json(status, { code, detail: code, status, retryable: status >= 500, requestId: 'r', type: 'urn:x' });
}

async function open(id: string, count: number): Promise<string> {
  const names = Array.from({ length: count }, (_, index) => `${id}-${index}`);
  const documents = names.map((name, position) => ({ id: name, position, filename: name, sizeBytes: 1, contentUrl: `/${name}`, state: 'expected', offset: 0, damaged: false }));
  answers['/drafts'] = json(201, { id, promptStrategy: 'auto', status: 'pending_upload', createdAt: '', expiresAt: '', documents });
  return openDraft({ promptStrategy: 'auto', files: [] }, names.map((name) => new File(['x'], name)));
}

function receive(): void {
  uploads.splice(0).forEach(({ sending }) => sending.onReceived());
}

beforeEach(() => {
  uploads.length = 0;
  called.length = 0;
  loading.failure = null;
  vi.stubGlobal('fetch', (request: Request) => {
    const path = new URL(request.url).pathname;
    called.push(`${request.method} ${path}`);
    const found = Object.keys(answers).find((end) => path.endsWith(end));
    return found ? answers[found]!() : problem(404, 'not_found')();
  });
});

afterEach(() => {
  ['a', 'b'].forEach(forget);
  Object.keys(answers).forEach((end) => delete answers[end]);
  vi.unstubAllGlobals();
});

test('a draft is submitted once the answer says so', async () => {
  await open('a', 1);
  receive();
  let release = () => {};
  answers['/submit'] = () => new Promise((done) => (release = () => done(new Response('{}', { status: 202 }))));

  const submitting = submit('a');
  await vi.waitFor(() => expect(called).toContain('POST /api/v1/batches/a/submit'));
  expect(transferOfDraft('a')).toMatchObject({ submitting: true, submitted: false });
  release();
  await submitting;

  expect(transferOfDraft('a')).toMatchObject({ submitting: false, submitted: true, failure: null });
});

test('a refused submit keeps the draft and says why', async () => {
  await open('a', 1);
  answers['/submit'] = problem(503, 'service_unavailable');
  await submit('a');
  receive();

  await vi.waitFor(() => expect(transferOfDraft('a')?.failure).toMatchObject({ code: 'service_unavailable' }));
  expect(transferOfDraft('a')).toMatchObject({ submits: false, submitting: false, submitted: false });
});

test('what is submitted is not discarded', async () => {
  await open('a', 1);
  receive();
  answers['/submit'] = json(202, {});
  const submitting = submit('a');

  await discard('a');
  await submitting;
  await discard('a');

  expect(called.filter((call) => call.endsWith('/cancel'))).toEqual([]);
  expect(transferOfDraft('a')?.submitted).toBe(true);
});

test('two files are sent at once, over all drafts', async () => {
  await open('a', 2);
  await open('b', 2);
  expect(uploads.map(({ name }) => name)).toEqual(['a-0', 'a-1']);

  uploads[0]!.sending.onReceived();

  expect(uploads.map(({ name }) => name)).toEqual(['a-0', 'a-1', 'b-0']);
});

test('a file whose sending cannot begin has failed', async () => {
  loading.failure = new TypeError('Failed to fetch dynamically imported module');
  await open('a', 1);

  await vi.waitFor(() => expect(transferOfDraft('a')?.files[0]).toMatchObject({ state: 'failed', code: 'network_lost' }));
});

test('a file that could not be left out is sent on', async () => {
  await open('a', 1);
  answers['/documents/a-0'] = problem(503, 'service_unavailable');

  await expect(leaveOut('a', 'a-0')).rejects.toMatchObject({ code: 'service_unavailable' });

  expect(uploads.map(({ stopped }) => stopped)).toEqual([true, false]);
  expect(transferOfDraft('a')?.files[0]?.state).toBe('sending');
});

test('a draft that was forgotten stays so', async () => {
  vi.useFakeTimers();
  await open('a', 1);
  let release = () => {};
  answers['/drafts/a'] = () => new Promise((done) => (release = () => void json(200, { id: 'a', documents: [] })().then(done)));
  receive();
  await vi.advanceTimersByTimeAsync(400);
  expect(called).toContain('GET /api/v1/batches/drafts/a');

  forget('a');
  release();
  await vi.advanceTimersByTimeAsync(10);
  vi.useRealTimers();

  expect(transferOfDraft('a')).toBeUndefined();
});
