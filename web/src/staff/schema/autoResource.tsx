import { Resource } from 'react-admin';
import { lazy, type ComponentType } from 'react';
import type { AnyDef } from './defineResource';

type PageName = 'AutoShow' | 'AutoEdit' | 'AutoCreate';

const List = lazy(() => import('./AutoList').then(({ AutoListPage }) => ({ default: AutoListPage })));

/** A page of the forms' chunk, which is loaded when somebody first opens one. */
function formPage(name: PageName, def: AnyDef): ComponentType {
  const Page = lazy(() => import('./AutoForms').then((pages) => ({ default: pages[name] })));
  return () => <Page def={def} />;
}

/** The `<Resource>` of a definition. Called as a function, since `<Admin>` looks at its children. */
export function autoResource(def: AnyDef) {
  const { overrides = {} } = def;
  return (
    <Resource
      key={def.name}
      name={def.name}
      icon={def.icon}
      recordRepresentation={def.title}
      list={overrides.list ?? (() => <List name={def.name} />)}
      show={def.show === false ? undefined : (overrides.show ?? formPage('AutoShow', def))}
      edit={def.edit === false ? undefined : (overrides.edit ?? formPage('AutoEdit', def))}
      create={def.create === false ? undefined : (overrides.create ?? formPage('AutoCreate', def))}
    />
  );
}
