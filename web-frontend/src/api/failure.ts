import type { components } from 'generated/schema';
import type { ErrorCode } from 'generated/codes';

/** What the API can answer, and what the browser adds: a call that no answer came for, an answer that is none of the API's. */
export type FailureCode = ErrorCode | 'network_lost' | 'unknown_answer';

type Problem = components['schemas']['Problem'] & Record<string, unknown>;

/** A call that did not succeed: the one error type of the front end. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly status: number;
  readonly retryable: boolean;
  /** To be quoted to an operator; null where no answer came. */
  readonly requestId: string | null;
  /** Further members of the answer, such as `refused` or `missing`. */
  readonly members: Record<string, unknown>;

  constructor(code: FailureCode, detail: string, rest: Partial<Pick<Failure, 'status' | 'retryable' | 'requestId' | 'members'>> = {}) {
    super(detail);
    this.name = 'Failure';
    this.code = code;
    this.status = rest.status ?? 0;
    this.retryable = rest.retryable ?? false;
    this.requestId = rest.requestId ?? null;
    this.members = rest.members ?? {};
  }

  static ofProblem(problem: Problem): Failure {
    return new Failure(problem.code as ErrorCode, problem.detail, {
      status: problem.status,
      retryable: problem.retryable,
      requestId: problem.requestId,
      members: problem,
    });
  }

  /** Of anything that was thrown. */
  static of(thrown: unknown): Failure {
    if (thrown instanceof Failure) {
      return thrown;
    }
    if (thrown instanceof TypeError) {
      return new Failure('network_lost', thrown.message, { retryable: true });
    }
    return new Failure('unknown_answer', thrown instanceof Error ? thrown.message : String(thrown));
  }

  /** Of an answer that is no success, whatever its body is. */
  static ofAnswer(response: Response, body: unknown): Failure {
    if (typeof body === 'object' && body !== null && 'code' in body && 'requestId' in body) {
      return Failure.ofProblem(body as Problem);
    }
    return new Failure('unknown_answer', response.statusText || String(response.status), {
      status: response.status,
      retryable: response.status >= 500,
      requestId: response.headers.get('X-Request-Id'),
    });
  }
}

/** The network, or a part of the system, is away: what is on the screen is still true, and the call may be repeated. */
export function isOutage(failure: Failure): boolean {
  return failure.code === 'network_lost' || failure.code === 'service_unavailable' || failure.code === 'upstream_timeout';
}
