import { Resource } from 'react-admin';
import { AutoCreate, AutoEdit, AutoShow } from './AutoForms';
import { AutoListPage } from './AutoList';
import type { AnyDef } from './defineResource';

/** The `<Resource>` of a definition. Called as a function, since `<Admin>` looks at its children. */
export function autoResource(def: AnyDef) {
  const { overrides = {} } = def;
  return (
    <Resource
      key={def.name}
      name={def.name}
      icon={def.icon}
      recordRepresentation={def.title}
      list={overrides.list ?? (() => <AutoListPage name={def.name} />)}
      show={def.show === false ? undefined : (overrides.show ?? (() => <AutoShow def={def} />))}
      edit={def.edit === false ? undefined : (overrides.edit ?? (() => <AutoEdit def={def} />))}
      create={def.create === false ? undefined : (overrides.create ?? (() => <AutoCreate def={def} />))}
    />
  );
}
