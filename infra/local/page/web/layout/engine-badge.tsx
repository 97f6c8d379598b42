import { Icon } from './icon.tsx';

type Props = Readonly<{
  engines: readonly string[];
  /** Said after the name. */
  remark?: string;
}>;

/** Who made a translation. */
export function EngineBadge({ engines, remark }: Props) {
  if (engines.length === 0) return null;
  return (
    <span className="badge badge-engine" title="The engine that made the translation">
      <Icon name="engine" />
      <span className="visually-hidden">Translated by </span>
      {engines.join(', ')}
      {remark}
    </span>
  );
}
