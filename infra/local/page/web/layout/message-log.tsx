import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { useAtEnd } from './use-at-end.ts';

type Props = Readonly<{
  className: string;
  /** What one hears of it. */
  label: string;
  /** How many messages it has. */
  count: number;
  /** List items. */
  children: ReactNode;
}>;

/** Messages, oldest first, kept at their end; whoever has scrolled up is told of new ones and not moved. */
export function MessageLog({ className, label, count, children }: Props) {
  const { ref, hasUnread, onScroll, goToEnd } = useAtEnd<HTMLDivElement>(count);
  return (
    <div className="messages-frame">
      <div
        className={className}
        ref={ref}
        onScroll={onScroll}
        role="log"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <ol>{children}</ol>
      </div>
      {hasUnread ? (
        <button type="button" className="button primary new-message" onClick={goToEnd}>
          <Icon name="chevron" /> New message
        </button>
      ) : null}
    </div>
  );
}
