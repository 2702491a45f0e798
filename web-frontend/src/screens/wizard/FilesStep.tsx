import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Api } from '@/api/client';
import { Notice } from '@/kit/State';
import { TextField } from '@/kit/Field';
import { sentenceOf } from '@/texts/codes';
import { bytes, date, number } from '@/texts/format';
import { tierName } from '@/texts/names';
import { DropArea } from './DropArea';
import { FileLine } from './FileLine';
import { type Chosen, type Rejection, duplicates } from './files';
import { addFiles, edit, removeFile, useInput } from './input';

interface Props {
  tier: Api['Tier'];
  valid: Chosen[];
  rejected: { chosen: Chosen; code: Rejection }[];
}

/** Step 1: files, by drop or browsing, against the plan's limits. */
export function FilesStep({ tier, valid, rejected }: Props) {
  const { t } = useLingui();
  const input = useInput();
  const again = duplicates(input.files);
  const surplus = rejected.filter(({ code }) => code === 'too_many_files').length;
  const plan = tierName(tier.name);
  return (
    <>
      <TextField
        label={t`Batch name`}
        hint={t`Optional`}
        placeholder={t`Batch of ${date(new Date())}`}
        value={input.name}
        onChange={(name) => edit({ name })}
        maxLength={255}
      />
      <DropArea onFiles={addFiles} hint={t`Upload your files to begin processing`}>
        <ul className="limits small muted">
          <li>{t`Max files per batch: ${number(tier.documentsPerBatch)}`}</li>
          <li>{t`Allowed types: PDF, JPG, PNG, TIFF, WebP`}</li>
          <li>{t`Max file size: ${bytes(tier.maxFileBytes)}`}</li>
        </ul>
      </DropArea>
      {surplus > 0 && (
        <Notice
          look="warning"
          act={
            tier.name === 'growth' ? undefined : (
              <Link className="button" to={'/usage' as string}>
                {t`Upgrade`}
              </Link>
            )
          }
        >
          {t`${number(surplus)} files are not included: the ${plan} plan takes ${number(tier.documentsPerBatch)} files in a batch.`}
        </Notice>
      )}
      {input.files.length > 0 && (
        <section aria-labelledby="selected">
          <h2 id="selected">{t`Selected Files (${number(valid.length)} valid)`}</h2>
          <ul className="files">
            {rejected.map(({ chosen, code }) => (
              <FileLine
                key={chosen.key}
                name={chosen.file.name}
                size={chosen.file.size}
                problem={code === 'too_many_files' ? t`Not included: your plan takes ${number(tier.documentsPerBatch)} files` : sentenceOf(code)}
                onRemove={() => removeFile(chosen.key)}
              />
            ))}
            {valid.map((chosen) => (
              <FileLine key={chosen.key} name={chosen.file.name} size={chosen.file.size} onRemove={() => removeFile(chosen.key)}>
                {again.has(chosen.key) && <span className="small muted">{t`chosen twice`}</span>}
              </FileLine>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
