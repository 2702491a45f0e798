import './settings.css';
import { useLingui } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTitle } from '@/kit/useTitle';
import { Profile } from './Profile';
import { Webhooks } from './Webhooks';

const route = getRouteApi('/frame/settings/$tab' as never);

/** Webhooks, and what a person chooses for themself. */
export function Settings() {
  const { t } = useLingui();
  useTitle(t`Settings`);
  const { tab } = route.useParams() as { tab: string };
  const tabs = [
    { id: 'webhooks', label: t`Webhooks` },
    { id: 'profile', label: t`Profile` },
  ];
  return (
    <>
      <div className="screen-head">
        <h1>{t`Settings`}</h1>
      </div>
      <div className="screen-body">
        <nav className="tabs" aria-label={t`Settings`}>
          {tabs.map(({ id, label }) => (
            <Link key={id} to="/settings/$tab" params={{ tab: id }} aria-current={tab === id ? 'page' : undefined}>
              {label}
            </Link>
          ))}
        </nav>
        {tab === 'profile' ? <Profile /> : <Webhooks />}
      </div>
    </>
  );
}
