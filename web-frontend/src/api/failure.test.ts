import { expect, test } from 'vitest';
import { sentence, sentenceOf } from '@/texts/codes';
import { Failure } from './failure';

test('a problem keeps its code, reference and members', async () => {
  const body = { code: 'files_missing', detail: 'Two files.', status: 409, retryable: false, requestId: 'r-1', type: 'urn:x', missing: ['a'] };

  const failure = Failure.ofAnswer(new Response(null, { status: 409 }), body);

  expect(failure).toMatchObject({ code: 'files_missing', requestId: 'r-1', members: { missing: ['a'] } });
  expect(sentence(failure)).toContain('not arrived whole');
});

test('an answer that is no problem may be repeated', () => {
  const failure = Failure.ofAnswer(new Response('<html>', { status: 502, headers: { 'X-Request-Id': 'r-2' } }), null);

  expect(failure).toMatchObject({ code: 'unknown_answer', retryable: true, requestId: 'r-2' });
});

test('a lost connection is known as such', () => {
  expect(Failure.of(new TypeError('Failed to fetch')).code).toBe('network_lost');
});

test('a code of a newer system shows its own sentence', () => {
  expect(sentenceOf('brand_new_code', 'Something new.')).toBe('Something new.');
});
