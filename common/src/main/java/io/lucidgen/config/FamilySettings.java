package io.lucidgen.config;

import java.io.Serializable;

/** The settings of one model family; implemented by the record that its section of the configuration is bound to. */
public interface FamilySettings extends Serializable {}
