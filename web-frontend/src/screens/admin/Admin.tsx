import './admin.css';
import { useLingui } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { State } from '@/kit/State';
import { useTitle } from '@/kit/useTitle';
import { useSession } from '@/session/session';
import { Actions } from './Actions';
import { DeadLetters } from './DeadLetters';
import { Tiers } from './Tiers';
import { Users } from './Users';

const route = getRouteApi('/frame/admin/$tab' as never);

/** What only administrators do. The API decides who is one; others see it at once. */
export function Admin() {
  const { t } = useLingui();
  const session = useSession();
  const { tab } = route.useParams() as { tab: string };
  useTitle(t`Administration`);
  const tabs = [
    { id: 'tiers', label: t`Plans`, screen: <Tiers /> },
    { id: 'users', label: t`Users`, screen: <Users /> },
    { id: 'actions', label: t`Actions`, screen: <Actions /> },
    { id: 'dead-letters', label: t`Dead letters`, screen: <DeadLetters /> },
  ];
  return (
    <>
      <div className="screen-head">
        <h1>{t`Administration`}</h1>
      </div>
      <div className="screen-body">
        {session?.user.roles.includes('admin') ? (
          <>
            <nav className="tabs" aria-label={t`Administration`}>
              {tabs.map(({ id, label }) => (
                <Link key={id} to="/admin/$tab" params={{ tab: id }} aria-current={tab === id ? 'page' : undefined}>
                  {label}
                </Link>
              ))}
            </nav>
            {tabs.find(({ id }) => id === tab)?.screen ?? <Tiers />}
          </>
        ) : (
          <State icon={Lock} title={t`No access`}>
            <p>{t`These pages are for administrators.`}</p>
          </State>
        )}
      </div>
    </>
  );
}
