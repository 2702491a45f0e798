import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChartNoAxesColumn, CheckCheck, Download, Layers, type LucideIcon, MessageSquareText, Settings, ShieldCheck } from 'lucide-react';
import { useSession } from '@/session/session';
import { PlanBox } from './PlanBox';
import { UserMenu } from './UserMenu';

/** Where one can go. At 1100 px and less only the icons are seen, at 640 px and less it is a bar at the bottom. */
export function Sidebar() {
  const { t } = useLingui();
  const session = useSession();
  const places: { to: string; icon: LucideIcon; label: string }[] = [
    { to: '/batches', icon: Layers, label: t`Batches` },
    { to: '/review', icon: CheckCheck, label: t`Review` },
    { to: '/exports', icon: Download, label: t`Exports` },
    { to: '/prompts', icon: MessageSquareText, label: t`Prompts` },
    { to: '/usage', icon: ChartNoAxesColumn, label: t`Usage` },
    { to: '/settings/webhooks', icon: Settings, label: t`Settings` },
    ...(session?.user.roles.includes('admin') ? [{ to: '/admin/tiers', icon: ShieldCheck, label: t`Administration` }] : []),
  ];
  return (
    <nav className="side" aria-label={t`Main`}>
      <Link to="/batches" className="side-name" title="IngestIO">
        <img src="/icon.svg" alt="" width="22" height="22" />
        <span>IngestIO</span>
      </Link>
      {places.map(({ to, icon: Icon, label }) => (
        <Link key={to} to={to} className="side-link" title={label}>
          <Icon size={18} aria-hidden />
          <span>{label}</span>
        </Link>
      ))}
      <div className="side-bottom">
        <PlanBox />
        <UserMenu />
      </div>
    </nav>
  );
}
