import { type ReactNode, useId, useState } from 'react';
import { languageName, wordsOf } from '../format/words.ts';
import type { AgentSide, Ticket, TicketChange } from '../helpdesk/agent-side.ts';
import { type Dropdown, dropdowns, type FieldOptions } from '../helpdesk/fields.ts';
import { type FieldOption, priorities, statuses } from '../helpdesk/wire.ts';
import { Problem } from '../layout/problem.tsx';

type Props = Readonly<{
  agent: AgentSide;
  ticket: Ticket;
  options: FieldOptions;
  agentLanguage: string;
}>;

type SelectProps = Readonly<{
  label: string;
  value: string;
  /** Gives whether the helpdesk took it. */
  onChange: (value: string) => Promise<boolean>;
  children: ReactNode;
}>;

/** Shows a choice at once, before the helpdesk has it; one that was refused goes back. */
function Select({ label, value, onChange, children }: SelectProps) {
  const id = useId();
  const [picked, setPicked] = useState<Readonly<{ to: string; from: string }> | null>(null);
  const pick = async (to: string) => {
    setPicked({ to, from: value });
    if (!(await onChange(to))) setPicked(null);
  };
  // Once the ticket's value is another one, that is what counts.
  if (picked !== null && picked.from !== value) setPicked(null);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={picked?.to ?? value} onChange={({ target }) => void pick(target.value)}>
        {children}
      </select>
    </div>
  );
}

const titles: Readonly<Record<Dropdown, string>> = {
  language: 'Language',
  sentiment: 'Sentiment',
  intent: 'Intent',
};

function wordsOfOption(field: Dropdown, { name }: FieldOption): string {
  switch (field) {
    case 'language':
      return name === 'und' ? 'Not sure' : (languageName(name) ?? name);
    case 'sentiment':
      return wordsOf(name.toLowerCase());
    case 'intent':
      return wordsOf(name);
  }
}

function Options({ field, options }: Readonly<{ field: Dropdown; options: readonly FieldOption[] }>) {
  const named = options.map((option) => ({ value: option.value, words: wordsOfOption(field, option) }));
  return (
    <>
      <option value="">—</option>
      {named
        .toSorted((one, other) => one.words.localeCompare(other.words, 'en'))
        .map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
    </>
  );
}

function Tags({ tags }: Readonly<{ tags: readonly string[] }>) {
  return (
    <div className="field">
      <h4 className="field-title">Tags</h4>
      {tags.length === 0 ? <p className="hint">None</p> : null}
      <ul className="tags">
        {tags.map((tag) => (
          <li key={tag}>{tag}</li>
        ))}
      </ul>
    </div>
  );
}

/** The ticket's fields. A change of the language is the agent's correction: the pipeline takes it from there. */
export function TicketFields({ agent, ticket, options, agentLanguage }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const change = async (wanted: TicketChange): Promise<boolean> => {
    const changed = await agent.change(ticket.id, wanted);
    setProblem(changed.ok ? null : changed.problem);
    return changed.ok;
  };
  const { fields } = ticket;
  return (
    <aside className="ticket-fields" aria-label="Fields of the ticket">
      <Problem text={problem} />
      {dropdowns.map((field) => (
        <Select
          key={field}
          label={titles[field]}
          value={fields[field] ?? ''}
          onChange={(value) => change({ kind: 'field', field, value })}
        >
          <Options field={field} options={options[field]} />
        </Select>
      ))}
      <div className="field">
        <h4 className="field-title">Subject, translated</h4>
        <p className="field-text" dir="auto" lang={agentLanguage}>
          {fields.subject ?? '—'}
        </p>
      </div>
      <Select
        label="Status"
        value={ticket.status}
        onChange={async (value) => {
          const status = statuses.find((each) => each === value);
          return status !== undefined && (await change({ kind: 'status', status }));
        }}
      >
        {statuses.map((status) => (
          <option key={status} value={status}>
            {wordsOf(status)}
          </option>
        ))}
      </Select>
      <Select
        label="Priority"
        value={ticket.priority ?? ''}
        onChange={(value) =>
          change({ kind: 'priority', priority: priorities.find((each) => each === value) ?? null })
        }
      >
        <option value="">—</option>
        {priorities.map((priority) => (
          <option key={priority} value={priority}>
            {wordsOf(priority)}
          </option>
        ))}
      </Select>
      <Tags tags={ticket.tags} />
    </aside>
  );
}
