import { useLingui } from '@lingui/react/macro';
import { useEffect, useMemo, useState } from 'react';
import type { Api } from '@/api/client';
import { Button } from '@/kit/Button';
import { Notice } from '@/kit/State';
import { say } from '@/kit/Toasts';
import { ExportOf } from '@/screens/exports/ExportOf';
import type { Loaded } from './api';
import { byUrgency, fieldsOf, ofTheDocument } from './data/fields';
import { kindOf, typed } from './data/typing';
import { at, same } from '@/api/value';
import { Drawer } from './grid/Drawer';
import type { FieldActs } from './FieldRow';
import { Fields } from './Fields';
import { Header } from './Header';
import { useKeys } from './keys';
import { PagePane } from './page/PagePane';
import { usePageView } from './page/view';
import { type Open, ReviewDialogs } from './ReviewDialogs';
import { type Restored, useEdits } from './useEdits';
import { useFields } from './useFields';
import { useReviewActs } from './useReviewActs';
import { useWays } from './useWays';

/** A document with its data: the page beside the fields, lists below. */
export function Workplace({ document, current, restored }: { document: Api['DocumentView']; current: Loaded; restored: Restored | null }) {
  const { t } = useLingui();
  const edits = useEdits(document.id, current, restored);
  const [open, setOpen] = useState<Open | null>(null);
  const [conflict, setConflict] = useState<Loaded | null>(null);
  const acts = useReviewActs(document.id, document.batchId, edits, { conflict: setConflict, changed: () => setOpen('history') });
  const ways = useWays(document.batchId, document.id);
  const view = usePageView(document.pages ?? 1);
  const { base, data, changed } = edits;
  const confirmed = current.view.confirmed && edits.operations.length === 0;

  const findings = useMemo(
    () => ({
      warnings: base.view.warnings,
      evidence: base.evidence,
      checks: base.checks,
      edited: new Set([...Object.keys(base.verified), ...changed]),
      confirmed,
    }),
    [base, changed, confirmed],
  );
  // The order is that of the version, so that no field jumps away while it is edited.
  const order = useMemo(() => byUrgency(fieldsOf(base.data, { ...findings, edited: new Set(Object.keys(base.verified)) })).map((field) => field.pointer), [base, findings]);
  const fields = useMemo(() => {
    const known = new Map(fieldsOf(data, findings).map((field) => [field.pointer, field]));
    const first = order.flatMap((pointer) => known.get(pointer) ?? []);
    return [...first, ...[...known.values()].filter((field) => !order.includes(field.pointer))];
  }, [data, findings, order]);
  const shown = useMemo(() => byUrgency(fields), [fields]);
  const nav = useFields(shown, document.id);
  const focused = shown.find((field) => field.pointer === nav.focused);

  useEffect(() => {
    const place = focused?.places[0];
    if (place) {
      view.go(place.page);
    }
    // Only another field moves to another page; leafing on from there is free.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focused?.pointer]);

  const rows: FieldActs = {
    focus: nav.focus,
    edit: nav.edit,
    accept: (pointer, value, step) => {
      if (!same(at(data, pointer), value)) {
        edits.change({ op: at(data, pointer) === undefined ? 'add' : 'replace', path: pointer, value });
      }
      nav.edit(null);
      nav.move(step, pointer);
    },
    open: (pointer) => nav.open(pointer),
  };

  /** Text of the page becomes the value of the focused field. */
  function fill(text: string) {
    if (!focused || focused.isList) {
      return;
    }
    const value = typed(text, kindOf(focused.value));
    if (value === undefined) {
      say(t`“${text}” does not fit this field.`);
    } else {
      rows.accept(focused.pointer, value, 0);
    }
  }

  async function confirm() {
    if (await acts.confirm()) {
      ways.onward();
    }
  }

  const list = nav.list === null ? undefined : at(data, nav.list);
  useKeys({
    ArrowDown: () => nav.move(1),
    ArrowUp: () => nav.move(-1),
    Enter: () => (nav.isField() ? undefined : false),
    'Ctrl+z': () => edits.undo(),
    'Ctrl+s': () => void (edits.operations.length > 0 && acts.save()),
    'Ctrl+Enter': () => void confirm(),
    '[': () => ways.previous?.(),
    ']': () => ways.next?.(),
    '+': view.zoomIn,
    '-': view.zoomOut,
    '0': view.fit,
    PageDown: () => view.go(view.page + 1),
    PageUp: () => view.go(view.page - 1),
    t: view.turnRight,
    f: () => view.search(true),
    g: () => nav.toggleList(),
    r: () => setOpen('redo'),
    h: () => setOpen('history'),
    e: () => setOpen('export'),
    '?': () => setOpen('keys'),
  });

  const status = confirmed ? 'confirmed' : document.status === 'completed' && base.view.warnings.length > 0 ? 'attention' : document.status;
  return (
    <div className="review" data-view={nav.view}>
      <Header
        document={document}
        status={status}
        left={ways.left}
        busy={acts.busy}
        acts={{
          previous: ways.previous,
          next: ways.next,
          save: edits.operations.length > 0 ? () => void acts.save() : null,
          reset: edits.operations.length > 0 ? edits.reset : null,
          confirm: confirmed ? null : () => void confirm(),
          withdraw: confirmed ? () => void acts.withdraw() : null,
          history: () => setOpen('history'),
          redo: () => setOpen('redo'),
          export: () => setOpen('export'),
          delete: () => setOpen('delete'),
          keys: () => setOpen('keys'),
        }}
      />
      {edits.isOutdated && (
        <Notice look="warning" act={<Button onPress={() => setConflict(current)}>{t`Compare`}</Button>}>
          {t`Another version was saved meanwhile. Your edits are kept on this machine until you choose.`}
        </Notice>
      )}
      <div className="review-switch" role="group" aria-label={t`Shown`}>
        <button type="button" className="chip" aria-pressed={nav.view === 'fields'} onClick={() => nav.show('fields')}>{t`Fields`}</button>
        <button type="button" className="chip" aria-pressed={nav.view === 'page'} onClick={() => nav.show('page')}>{t`Page`}</button>
      </div>
      <div className="review-body">
        <PagePane document={document} view={view} places={focused?.places ?? []} onText={fill} />
        <Fields fields={shown} warnings={ofTheDocument(findings, fields)} focused={nav.focused} editing={nav.editing} acts={rows} />
      </div>
      {Array.isArray(list) && nav.list !== null && (
        <Drawer
          list={nav.list}
          items={list}
          remark={shown.find((field) => field.pointer === nav.list)?.reason ?? null}
          onChange={edits.change}
          onClose={nav.closeList}
        />
      )}
      <ReviewDialogs
        open={open}
        document={document}
        conflict={conflict && { before: base.data, mine: data, theirs: conflict }}
        onMerge={(operations) => {
          edits.startAt(conflict!, operations);
          setConflict(null);
        }}
        onClose={() => {
          setOpen(null);
          setConflict(null);
        }}
        onDeleted={ways.onward}
      />
      {open === 'export' && <ExportOf of={{ documentIds: [document.id] }} onClose={() => setOpen(null)} />}
    </div>
  );
}
