import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Api } from '@/api/client';
import { once } from '@/api/once';

export type Entry = Api['LedgerEntry'];

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/plans', { signal })),
  staleTime: 600_000,
});

export function breakdownQuery(days: number) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return queryOptions({
    queryKey: ['usage', 'breakdown', days, zone],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/usage/breakdown', { signal, params: { query: { ...span(days), zone } } })),
  });
}

/** The last days, today included, as the user's calendar has them. */
export function span(days: number, today = new Date()): { from: string; to: string } {
  const iso = (date: Date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1);
  return { from: iso(first), to: iso(today) };
}

export const ledgerQuery = infiniteQueryOptions({
  queryKey: ['usage', 'ledger'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam }) => answer(api.GET('/api/v1/usage/ledger', { signal, params: { query: { limit: 50, cursor: pageParam } } })),
  getNextPageParam: (last) => last.nextCursor ?? undefined,
});

export const creditsQuery = queryOptions({
  queryKey: ['usage', 'credits'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/usage/credits', { signal, params: { query: { limit: 25 } } })),
});

export function documentNameQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/documents/{id}', { signal, params: { path: { id } } })),
    retry: false,
  });
}

/** All entries of the ledger, the newest first; of very long ones the newest ten thousand. */
export async function wholeLedger(): Promise<Entry[]> {
  const all: Entry[] = [];
  let cursor: string | undefined;
  do {
    const page = await answer(api.GET('/api/v1/usage/ledger', { params: { query: { limit: 100, cursor } } }));
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && all.length < 10_000);
  return all;
}

export async function openCheckout(wanted: Api['CheckoutRequest']): Promise<string> {
  const session = await once('checkout', wanted, (header) => answer(api.POST('/api/v1/checkout/sessions', { params: { header }, body: wanted })));
  return session.url;
}

export async function openPortal(): Promise<string> {
  return (await once('portal', null, (header) => answer(api.POST('/api/v1/billing-portal/sessions', { params: { header } })))).url;
}
