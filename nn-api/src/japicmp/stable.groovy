// Leaves the types to japicmp that nn-api promised to keep: all but those that were @API(EXPERIMENTAL), and what is nested in them.
def outermost = { name -> name.contains('$') ? name.substring(0, name.indexOf('$')) : name }
def status = { element -> "${element.oldValue.present ? element.oldValue : element.newValue}" }
def isExperimental = { type ->
  type.annotations.any { annotation ->
    annotation.fullyQualifiedName == 'org.neurite.api.API' && annotation.elements.any { status(it).contains('EXPERIMENTAL') }
  }
}
def experimental = jApiClasses.findAll(isExperimental).collect { it.fullyQualifiedName } as Set
def kept = jApiClasses.findAll { !experimental.contains(outermost(it.fullyQualifiedName)) }
jApiClasses.clear() // japicmp goes on with this list, whatever is returned
jApiClasses.addAll(kept)
return jApiClasses
