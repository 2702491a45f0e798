import { useLingui } from '@lingui/react/macro';

/** All batches of the user. */
export function Batches() {
  const { t } = useLingui();
  return <h1>{t`Batches`}</h1>;
}
