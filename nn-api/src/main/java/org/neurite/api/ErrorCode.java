package org.neurite.api;

/**
 * Stable error codes. A code never changes its meaning; {@code docs/errors.md} explains each.
 *
 * <p>The hundreds tell the area: 11 graph and shapes, 12 components and settings, 13 models, 14
 * training, 15 backends, 16 model files, 17 data, 18 command line.
 */
@API(API.Status.STABLE)
public enum ErrorCode {
  /** Operand shapes do not fit an operation. */
  SHAPE_MISMATCH("NN-1101"),
  /** Operand data types do not fit an operation. */
  TYPE_MISMATCH("NN-1102"),
  /** An axis lies outside a tensor's rank. */
  AXIS_OUT_OF_RANGE("NN-1103"),
  /** A dimension is zero, negative or otherwise impossible. */
  BAD_DIMENSION("NN-1104"),
  /** A dimension would need more than a constant multiple of the batch size. */
  BATCH_DIMENSION("NN-1105"),
  /** An attribute of an operation (kernel, stride, padding …) is out of range. */
  BAD_ATTRIBUTE("NN-1106"),
  /** A value of a loop body was used outside the loop. */
  ESCAPED_VALUE("NN-1107"),
  /** A gradient was asked for that does not exist. */
  NO_GRADIENT("NN-1108"),
  /** Host data does not have the stated number of elements or type. */
  BAD_ARRAY("NN-1109"),

  /** No component of that name. */
  UNKNOWN_COMPONENT("NN-1201"),
  /** A setting's value is out of its range. */
  BAD_SETTING("NN-1202"),
  /** A component has no such setting. */
  UNKNOWN_SETTING("NN-1203"),
  /** A setting without default was not given. */
  MISSING_SETTING("NN-1204"),
  /** Two jars provide the same component name. */
  DUPLICATE_COMPONENT("NN-1205"),
  /** A provider could not be loaded. */
  BROKEN_PROVIDER("NN-1206"),
  /** A provider was written for a newer API. */
  NEWER_API("NN-1207"),
  /** A record has a setting of a type that cannot be saved. */
  UNSUPPORTED_SETTING("NN-1208"),
  /** A record's package is not open to Neurite. */
  CLOSED_RECORD("NN-1209"),
  /** A component is there, but not for the class loaders that were searched. */
  HIDDEN_COMPONENT("NN-1210"),
  /** A module has components, but its {@code module-info} provides none of them. */
  UNPROVIDED_COMPONENT("NN-1211"),
  /** A jar has a component, but no service file that declares it. */
  LOST_SERVICE_FILE("NN-1212"),
  /** A component needs a service that its provider does not give. */
  MISSING_SERVICE("NN-1213"),
  /** A plugin's own code threw something while it did its part. */
  PLUGIN_FAILED("NN-1214"),

  /** A model was described incompletely or inconsistently. */
  BAD_MODEL("NN-1301"),
  /** Two parameters or layers of one model have the same name. */
  DUPLICATE_NAME("NN-1302"),
  /** Weights do not fit the model. */
  WEIGHTS_MISMATCH("NN-1303"),

  /** The loss became NaN or infinite. */
  NON_FINITE_LOSS("NN-1401"),
  /** Training data do not fit the model's input. */
  INPUT_MISMATCH("NN-1402"),
  /** Targets do not fit the loss, for instance a label beyond the last class. */
  TARGET_MISMATCH("NN-1403"),
  /** A training option is out of range. */
  BAD_OPTION("NN-1404"),
  /** Training data contain NaN or infinity. */
  NON_FINITE_DATA("NN-1405"),
  /** A checkpoint is of a training with other settings or data. */
  CHECKPOINT_MISMATCH("NN-1406"),
  /** A model cannot be asked, or cannot answer, in a type that an application wants. */
  PREDICTOR_TYPE("NN-1407"),

  /** No backend of that name, or none that can run here. */
  NO_BACKEND("NN-1501"),
  /** A backend does not support an instruction or data type. */
  UNSUPPORTED("NN-1502"),
  /** Memory for a program could not be had. */
  OUT_OF_MEMORY("NN-1503"),
  /** A session was used after it was closed, or beyond its capacity. */
  BAD_SESSION("NN-1504"),
  /** An index in data lies outside the dimension it selects from. */
  INDEX_OUT_OF_RANGE("NN-1505"),
  /** More callers at the same time than are served, and they were not to wait any longer. */
  OVERLOADED("NN-1506"),
  /** A thread was interrupted while it waited for an answer. */
  INTERRUPTED("NN-1507"),

  /** A model file is damaged, truncated or not a model file. */
  BAD_MODEL_FILE("NN-1601"),
  /** A model file has a version that this release cannot read. */
  MODEL_FILE_VERSION("NN-1602"),
  /** A model file could not be written. */
  MODEL_FILE_WRITE("NN-1603"),

  /** A data file does not exist or cannot be read. */
  DATA_UNREADABLE("NN-1701"),
  /** A data file is malformed. */
  DATA_MALFORMED("NN-1702"),
  /** A value does not fit its column. */
  BAD_VALUE("NN-1703"),
  /** Columns of a data file do not fit the model. */
  COLUMN_MISMATCH("NN-1704"),
  /** The target column is missing, ambiguous or unusable. */
  BAD_TARGET("NN-1705"),
  /** There are too few rows. */
  TOO_FEW_ROWS("NN-1706"),
  /** A column cannot be learnt from: nearly all its texts differ, or it has no value at all. */
  UNUSABLE_COLUMN("NN-1707"),

  /** The command line is wrong. */
  BAD_USAGE("NN-1801"),
  /** A file of results could not be written. */
  OUTPUT_UNWRITABLE("NN-1802");

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  /**
   * The stable code.
   *
   * @return for instance {@code NN-1101}
   */
  public String code() {
    return code;
  }
}
