import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Api } from '@/api/client';
import { read } from '@/api/value';
import type { Loaded } from './api';
import type { Place } from './data/fields';
import { Boxes, turned } from './page/Boxes';
import type { PageView } from './page/view';
import { Workplace } from './Workplace';

vi.mock('@tanstack/react-router', () => ({ useNavigate: () => () => {}, Link: () => null }));
vi.mock('./page/PagePane', () => ({
  PagePane: ({ view, places }: { view: PageView; places: Place[] }) => (
    <div data-testid="page">
      {view.page}
      <Boxes places={places} page={view.page} size={[200, 100]} turn={0} />
    </div>
  ),
}));

const document = { id: 'd', batchId: 'b', filename: 'a.pdf', pages: 2, status: 'completed', run: 1, position: 0 } as unknown as Api['DocumentView'];
const current: Loaded = {
  view: { documentId: 'd', version: 1, edit: 0, confirmed: false, warnings: [] } as unknown as Loaded['view'],
  data: read('{"number": "NW-1", "total": 5.00, "due": "03/04/2026"}'),
  verified: {},
  etag: '"1"',
  evidence: {
    '/number': { status: 'located', places: [{ page: 1, box: [20, 10, 60, 20], text: 'NW-1' }] },
    '/total': { status: 'located', places: [{ page: 2, box: [100, 50, 150, 60], text: '5.00' }] },
    '/due': {
      status: 'ambiguous',
      places: [
        { page: 1, box: [0, 0, 10, 10], text: '03/04/2026' },
        { page: 1, box: [0, 50, 10, 60], text: '03/04/2026' },
      ],
    },
  },
  checks: [{ name: 'sum', status: 'failed', pointers: ['/total'], detail: 'items add up to 4.00' }],
};

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Workplace document={document} current={current} restored={null} />
      </QueryClientProvider>
    </I18nProvider>,
  );
}

const boxes = () => [...screen.getByTestId('page').querySelectorAll<HTMLElement>('.page-box')].map((box) => [box.title, box.style.left, box.style.top, box.style.width, box.style.height]);

test('a failed check leads the fields', () => {
  show();
  const names = [...globalThis.document.querySelectorAll('.field-name')].map((name) => name.textContent);
  expect(names).toEqual(['Total', 'Due', 'Number']);
  screen.getByText('items add up to 4.00');
  screen.getByText('Found in several places');
});

test('the focused field is boxed on its page', () => {
  show();
  expect(screen.getByTestId('page').textContent).toBe('2');
  expect(boxes()).toEqual([['5.00', '50%', '50%', '25%', '10%']]);
  fireEvent.focus(screen.getByRole('button', { name: /^Due/ }));
  expect(screen.getByTestId('page').textContent).toBe('1');
  expect(boxes()).toHaveLength(2);
  fireEvent.focus(screen.getByRole('button', { name: /^Number/ }));
  expect(boxes()).toEqual([['NW-1', '10%', '10%', '20%', '10%']]);
});

test('boxes turn with the page', () => {
  expect(turned([20, 10, 60, 20], 90, 100, 200)).toEqual([80, 20, 90, 60]);
  expect(turned([20, 10, 60, 20], 180, 200, 100)).toEqual([140, 80, 180, 90]);
  expect(turned([20, 10, 60, 20], 270, 100, 200)).toEqual([10, 140, 20, 180]);
});
