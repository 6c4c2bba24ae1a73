namespace Cekura.Manifests.Modes;

/// <summary>Where the value of an option goes.</summary>
internal enum OptionPlace
{
    /// <summary>Into the request, once for all its scenarios.</summary>
    Request,

    /// <summary>Into the request's entry for each scenario, so that scenarios of one request may differ in it.</summary>
    ScenarioEntry,

    /// <summary>Nowhere: it steers this product and is never sent to the service.</summary>
    Local,
}
