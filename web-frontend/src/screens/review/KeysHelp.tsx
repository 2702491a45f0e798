import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { CheckField } from '@/kit/Field';
import { chooseSingleKeys, singleKeys } from './keys';

/** The keys of a review. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const [single, setSingle] = useState(singleKeys);
  const groups: [string, [string, string][]][] = [
    [
      t`Fields`,
      [
        ['↑ ↓', t`Previous, next field`],
        ['Enter', t`Edit, or open a list`],
        ['Tab', t`Accept and next field`],
        ['Esc', t`Undo the edit`],
        ['Ctrl Z', t`Undo the last change`],
        ['Ctrl S', t`Save`],
        ['Ctrl Enter', t`Confirm and next document`],
      ],
    ],
    [
      t`Document`,
      [
        ['[ ]', t`Previous, next document`],
        ['Page Up, Page Down', t`Previous, next page`],
        ['+ − 0', t`Zoom in, out, fit the width`],
        ['t', t`Turn to the right`],
        ['f', t`Search in the page`],
        ['g', t`Open or close the table`],
        ['r', t`Redo`],
        ['h', t`History`],
        ['e', t`Export`],
      ],
    ],
    [
      t`Table`,
      [
        ['↑ ↓ ← →', t`Move`],
        ['Enter, F2', t`Edit the cell; typing replaces it`],
        ['Ctrl V', t`Paste cells of a spreadsheet`],
        ['Ctrl D', t`Copy from the cell above`],
        ['Alt ↑ ↓', t`Move the row`],
        ['Alt Insert, Alt Delete', t`Insert, delete a row`],
        ['Esc', t`Back to the fields`],
      ],
    ],
  ];
  return (
    <Dialog title={t`Keys`} onClose={onClose} wide>
      <div className="review-keys">
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, act]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{act}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <CheckField
        label={t`Use keys without Ctrl or Alt`}
        checked={single}
        onChange={(on) => {
          chooseSingleKeys(on);
          setSingle(on);
        }}
      />
      <div className="dialog-actions">
        <Button autoFocus onPress={onClose}>{t`Close`}</Button>
      </div>
    </Dialog>
  );
}
