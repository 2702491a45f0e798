import { useLingui } from '@lingui/react/macro';
import { CircleUserRound, Languages, LogOut, Moon, Sun } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/kit/Button';
import { Menu } from '@/kit/Menu';
import { endSession, useSession } from '@/session/session';
import { choose, chooseTheme, language, theme } from '@/texts/i18n';

/** Theme, language and signing out. */
export function UserMenu() {
  const { t } = useLingui();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const at = useRef<HTMLButtonElement>(null);
  const dark = theme() === 'dark';
  const german = language() === 'de';
  async function signOut() {
    await endSession('signed_out');
    await session?.signOut();
  }
  return (
    <>
      <Button ref={at} look="quiet" aria-label={t`Account of ${session?.user.name ?? ''}`} onPress={() => setOpen(true)}>
        <CircleUserRound aria-hidden />
        <span className="button-label cut">{session?.user.name}</span>
      </Button>
      <Menu
        label={t`Account`}
        at={at}
        isOpen={open}
        onClose={() => setOpen(false)}
        entries={[
          {
            id: 'theme',
            label: dark ? t`Light theme` : t`Dark theme`,
            icon: dark ? Sun : Moon,
            act: () => chooseTheme(dark ? 'light' : 'dark'),
          },
          { id: 'language', label: german ? 'English' : 'Deutsch', icon: Languages, act: () => void choose(german ? 'en' : 'de') },
          { id: 'sign-out', label: t`Sign out`, icon: LogOut, act: () => void signOut() },
        ]}
      />
    </>
  );
}
