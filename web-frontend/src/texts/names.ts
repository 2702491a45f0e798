import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';

const TYPES = {
  invoice: msg`Invoice`,
  receipt: msg`Receipt`,
  cv: msg`CV`,
  bank_statement: msg`Bank statement`,
  contract: msg`Contract`,
  other: msg`Other`,
};

/** The types of documents that have a default prompt. */
export const DOCUMENT_TYPES = Object.keys(TYPES) as (keyof typeof TYPES)[];

export function typeName(type: string): string {
  return type in TYPES ? i18n._(TYPES[type as keyof typeof TYPES]) : type;
}

const STRATEGIES = {
  global: msg`Global Prompt`,
  per_document: msg`Per-Document Prompt`,
  auto: msg`Auto-Detect & Prompt`,
};

export type Strategy = keyof typeof STRATEGIES;

export function strategyName(strategy: string): string {
  return strategy in STRATEGIES ? i18n._(STRATEGIES[strategy as Strategy]) : strategy;
}

/** Plans are proper names; an installation may have others than these. */
export function tierName(tier: string): string {
  return tier.charAt(0).toUpperCase() + tier.slice(1);
}

/** A field's name as a heading: `invoice_number` is "Invoice number". */
export function fieldName(field: string): string {
  const words = field.replaceAll('_', ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
