import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { addFiles, clear, clearOf, edit, isUnsaved, keepOpened, useInput } from './input';

const file = new File(['x'], 'a.pdf');

function leaving(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

afterEach(() => act(clear));

test('the end of one draft leaves the input of another', () => {
  const { result } = renderHook(useInput);
  act(() => {
    addFiles([file]);
    keepOpened('mine', 'content');
  });

  act(() => clearOf('other'));
  expect(result.current.files).toHaveLength(1);

  act(() => clearOf('mine'));
  expect(result.current).toMatchObject({ files: [], opened: null });
});

test('leaving the page asks while files or prompts are in it alone', () => {
  const { result } = renderHook(useInput);
  expect(leaving()).toBe(false);

  act(() => addFiles([file]));
  expect(leaving()).toBe(true);

  act(() => keepOpened('mine', 'content'));
  expect(leaving()).toBe(false);

  act(() => edit({ globalPrompt: 'Vendor and total' }));
  expect(isUnsaved(result.current)).toBe(true);
  expect(leaving()).toBe(true);
});
