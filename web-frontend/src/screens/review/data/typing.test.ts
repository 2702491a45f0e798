import { expect, test } from 'vitest';
import { asText, numberOf } from '@/api/value';
import { digitsOf, kindOf, typed } from './typing';

test.each([
  ['671.60', '671.60'],
  ['€ 1,758.34', '1758.34'],
  ['1.758,34 €', '1758.34'],
  ['EUR 1 758,34', '1758.34'],
  ['$1,758', '1758'],
  ['12,5', '12.5'],
  ['0,125', '0.125'],
  ['1.234.567', '1234567'],
  ["1'234.50", '1234.50'],
  ['(45.00)', '-45.00'],
  ['45.00-', '-45.00'],
  ['−3', '-3'],
  ['007', '7'],
  ['12/04', null],
  ['Acme', null],
  ['1.2.3,4,5', null],
])('reads the number %s', (text, digits) => expect(digitsOf(text)).toBe(digits));

test('a value keeps its kind', () => {
  expect(typed('Acme', kindOf(numberOf('1')))).toBeUndefined();
  expect(asText(typed('42', kindOf('NW-1')))).toBe('42');
  expect(typed('no', kindOf(true))).toBe(false);
  expect(typed('  ', kindOf('Acme'))).toBeNull();
});

test('what is missing may become a number', () => {
  expect(typed('12.50', kindOf(null))).toEqual(numberOf('12.50'));
  expect(typed('€ 1.758,34', kindOf(null))).toEqual(numberOf('1758.34'));
  expect(typed('671,60', kindOf(null))).toEqual(numberOf('671.60'));
  expect(typed('10023', kindOf(null))).toBe('10023');
  expect(typed('1,758', kindOf(null))).toBe('1,758');
  expect(typed('03.04.2026', kindOf(null))).toBe('03.04.2026');
});
