import type { DetailedError } from 'tus-js-client';
import { Failure } from '@/api/failure';
import { currentSession } from '@/session/session';

/** What becomes of a file that is sent. */
export interface Sending {
  onProgress: (offset: number) => void;
  onReceived: () => void;
  /** The server judged the file, and does not accept it. */
  onRejected: (code: string, detail: string) => void;
  /** The connection was lost for long, or the server refuses the bytes. */
  onFailed: (failure: Failure) => void;
}

const WAITS = [500, 1000, 2000, 4000, 8000, 15_000];
const WORTH_ANOTHER_TRY = new Set([0, 401, 409, 423, 429]);

/**
 * Sends a file resumably: what has arrived before a connection was lost stays. Returns what stops it. The client is loaded with the
 * first file.
 */
export async function send(file: File, url: string, sending: Sending): Promise<() => void> {
  const { Upload } = await import('tus-js-client');
  let token = '';
  let renewal: Promise<unknown> | undefined;
  const upload = new Upload(file, {
    uploadUrl: new URL(url, location.origin).href,
    retryDelays: WAITS,
    storeFingerprintForResuming: false,
    onBeforeRequest: async (request) => {
      await renewal;
      token = currentSession()?.token() ?? '';
      request.setHeader('Authorization', `Bearer ${token}`);
    },
    onProgress: (sent) => sending.onProgress(sent),
    onSuccess: () => sending.onReceived(),
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (status === 401) {
        renewal = currentSession()?.renew(token);
      }
      return navigator.onLine && (WORTH_ANOTHER_TRY.has(status) || status >= 500);
    },
    onError: (error) => judge(error, sending),
  });
  upload.start();
  return () => void upload.abort();
}

/** The server's last answer says whether it is the file or the way to it. */
function judge(error: Error | DetailedError, sending: Sending): void {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response || response.getStatus() === 0) {
    sending.onFailed(new Failure('network_lost', error.message, { retryable: true }));
    return;
  }
  const failure = Failure.ofAnswer(new Response(null, { status: Math.max(response.getStatus(), 200) }), parse(response.getBody()));
  if (response.getStatus() === 422 || response.getStatus() === 413) {
    sending.onRejected(failure.code, failure.message);
  } else {
    sending.onFailed(failure);
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
