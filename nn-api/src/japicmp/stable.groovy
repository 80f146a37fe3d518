// Leaves the types to japicmp that nn-api promises to keep: those with @API(STABLE), and what is nested in them.
def outermost = { name -> name.contains('$') ? name.substring(0, name.indexOf('$')) : name }
def isExperimental = { type ->
  type.annotations.any { annotation ->
    annotation.fullyQualifiedName == 'org.neurite.api.API' &&
        annotation.elements.any { element -> "${element.oldElementValues} ${element.newElementValues}".contains('EXPERIMENTAL') }
  }
}
def experimental = jApiClasses.findAll(isExperimental).collect { it.fullyQualifiedName } as Set
def kept = jApiClasses.findAll { !experimental.contains(outermost(it.fullyQualifiedName)) }
jApiClasses.clear()
jApiClasses.addAll(kept)
return jApiClasses
