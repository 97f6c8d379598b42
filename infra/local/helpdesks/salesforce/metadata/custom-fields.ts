import { type Field, fields, readOnly } from './model.ts';
import { childrenOf, type Element, isTrue, textOf, textsOf } from './xml.ts';

function numberOf(element: Element, name: string, fallback: number): number {
  const text = textOf(element, name);
  return text === null ? fallback : Number(text);
}

/** A platform event's field has no permissions of its own; of an object's, required ones have none either. */
function flagsOf(element: Element, ofEvent: boolean) {
  const required = isTrue(element, 'required');
  return {
    required,
    permissionable: !ofEvent && !required,
    unique: isTrue(element, 'unique'),
    caseSensitive: isTrue(element, 'caseSensitive'),
    externalId: isTrue(element, 'externalId'),
  };
}

function picklistOf(name: string, element: Element, flags: Partial<Field>): Field {
  const [valueSet] = childrenOf(element, 'valueSet');
  const definition = valueSet === undefined ? undefined : childrenOf(valueSet, 'valueSetDefinition')[0];
  const values = definition === undefined ? [] : childrenOf(definition, 'value');
  const restricted = valueSet !== undefined && isTrue(valueSet, 'restricted');
  return fields.picklist(
    name,
    values.flatMap((value) => textOf(value, 'fullName') ?? []),
    { ...flags, restricted },
  );
}

/** A field of `*.field-meta.xml`. Throws for a type that the stand-in does not know. */
export function customField(element: Element, ofEvent: boolean): Field {
  const name = textOf(element, 'fullName') ?? '';
  const type = textOf(element, 'type');
  const flags = flagsOf(element, ofEvent);
  switch (type) {
    case 'Text':
      return fields.text(name, numberOf(element, 'length', 255), flags);
    case 'Email':
      return fields.email(name, flags);
    case 'Url':
      return fields.text(name, 255, flags);
    case 'TextArea':
      return fields.text(name, 255, flags);
    case 'LongTextArea':
    case 'Html':
      return fields.longText(name, numberOf(element, 'length', 32_768), flags);
    case 'Checkbox':
      return fields.boolean(name, { ...flags, defaultValue: isTrue(element, 'defaultValue') });
    case 'Number': {
      const after = numberOf(element, 'scale', 0);
      const before = numberOf(element, 'precision', 18) - after;
      return fields.number(name, { ...flags, digits: { before, after } });
    }
    case 'DateTime':
      return fields.datetime(name, flags);
    case 'Picklist':
      return picklistOf(name, element, flags);
    case 'Lookup':
    case 'MasterDetail':
      return fields.lookup(name, textsOf(element, 'referenceTo'), {
        ...flags,
        relationship: name.replace(/__c$/, '__r'),
        // Required by its nature, and then no permission decides over it.
        ...(type === 'MasterDetail' ? { required: true, permissionable: false } : {}),
      });
    default:
      throw new Error(`the stand-in knows no field type ${type} (${name})`);
  }
}

/** The field `Name` that each custom object has. */
export function nameField(object: Element): Field {
  const [element] = childrenOf(object, 'nameField');
  const isNumbered = element !== undefined && textOf(element, 'type') === 'AutoNumber';
  return isNumbered ? readOnly(fields.text('Name', 80)) : fields.text('Name', 80);
}
