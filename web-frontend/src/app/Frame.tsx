import { useLingui } from '@lingui/react/macro';
import { Outlet } from '@tanstack/react-router';
import { useLive } from '@/live/useLive';
import { useReachable } from '@/live/reachable';
import { WifiOff } from 'lucide-react';
import { Dock } from '@/transfers/Dock';
import { Sidebar } from './Sidebar';

/** The sidebar, the screen, and what is on every screen. */
export function Frame() {
  const { t } = useLingui();
  useLive();
  return (
    <div className="frame">
      <a className="skip" href="#screen">{t`Skip to the content`}</a>
      <Sidebar />
      <div className="main">
        <Offline />
        <main id="screen" className="screen">
          <Outlet />
        </main>
        <Dock />
      </div>
    </div>
  );
}

function Offline() {
  const { t } = useLingui();
  return (
    <div role="status">
      {useReachable() || (
        <div className="offline">
          <WifiOff size={16} aria-hidden />
          {t`No connection. What you see may be out of date; it is brought up to date by itself.`}
        </div>
      )}
    </div>
  );
}
