import type { PageConfig } from '../../api.ts';
import type { Connection } from '../stream/reducer.ts';
import { type Address, hashOf, views, viewTitles } from './address.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { Logo } from './logo.tsx';
import { type Theme, themes, useTheme } from './use-theme.ts';

function ViewSwitch({ address }: Readonly<{ address: Address }>) {
  return (
    <nav className="view-switch" aria-label="Views">
      {views.map((each) => (
        <a
          key={each}
          href={hashOf({ ...address, view: each })}
          aria-current={each === address.view ? 'page' : undefined}
        >
          {viewTitles[each]}
        </a>
      ))}
    </nav>
  );
}

/** What stands for the quality of what is read below, so it never leaves the screen. */
function Engine({ engine, engineIsReal }: Pick<PageConfig, 'engine' | 'engineIsReal'>) {
  return (
    <p className={`badge header-engine ${engineIsReal ? 'is-real' : 'is-stand-in'}`}>
      <Icon name="engine" />
      <span>
        Engine: <strong>{engine}</strong>
        {engineIsReal ? null : ' · stand-in'}
        <span className="header-engine-remark">
          {engineIsReal
            ? 'A real translation engine'
            : 'Bundled with the demo: proves the way, not the quality'}
        </span>
      </span>
    </p>
  );
}

const connectionWords: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Connection lost, trying again…',
};

function ConnectionStatus({ connection }: Readonly<{ connection: Connection }>) {
  return (
    <p role="status" className={`connection connection-${connection}`}>
      <span className="dot" aria-hidden="true" />
      {connectionWords[connection]}
    </p>
  );
}

const themeFacts: Readonly<Record<Theme, Readonly<{ icon: IconName; label: string }>>> = {
  system: { icon: 'auto', label: 'As the system' },
  light: { icon: 'sun', label: 'Light' },
  dark: { icon: 'moon', label: 'Dark' },
};

function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="segmented theme-choice">
      <legend className="visually-hidden">Colours</legend>
      {themes.map((each) => (
        <label key={each} title={themeFacts[each].label}>
          <input type="radio" name="theme" checked={theme === each} onChange={() => setTheme(each)} />
          <Icon name={themeFacts[each].icon} />
          <span className="visually-hidden">{themeFacts[each].label}</span>
        </label>
      ))}
    </fieldset>
  );
}

type Props = Readonly<{ config: PageConfig; connection: Connection; address: Address }>;

/** Name, what it is, the engine, the views. */
export function Header({ config, connection, address }: Props) {
  return (
    <header className="header">
      <div className="brand">
        <Logo />
        <div>
          <h1>Dragoman</h1>
          <p className="tagline">Customers write in any language, agents answer in theirs</p>
        </div>
      </div>
      <ViewSwitch address={address} />
      <Engine engine={config.engine} engineIsReal={config.engineIsReal} />
      <div className="header-end">
        <ConnectionStatus connection={connection} />
        <ThemeChoice />
      </div>
    </header>
  );
}
