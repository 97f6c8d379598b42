import { Icon } from './icon.tsx';

/** What went wrong, told at once to whoever reads by ear. */
export function Problem({ text }: Readonly<{ text: string | null }>) {
  return (
    <div role="alert">
      {text === null ? null : (
        <p className="problem">
          <Icon name="alert" /> <span>{text}</span>
        </p>
      )}
    </div>
  );
}
